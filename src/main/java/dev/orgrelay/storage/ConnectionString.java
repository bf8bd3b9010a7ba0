package dev.orgrelay.storage;

import dev.orgrelay.configuration.OutboundUrl;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A connection string as the portal, the tools and the Functions host write it: {@code name=value} pairs, separated by semicolons.
 *
 * @see <a href="https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string">Configure Azure Storage connection strings</a>
 */
final class ConnectionString {

    private static final String DEVELOPMENT = "UseDevelopmentStorage";

    /** Where another machine that has Azurite is, or stands before it; its port is not looked at. */
    private static final String DEVELOPMENT_PROXY = "DevelopmentStorageProxyUri";

    /** The account of Azurite, which is the same everywhere and published with its key. */
    private static final String AZURITE_KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final String AZURITE_HOST = "http://127.0.0.1";

    private final Map<String, String> values;

    private ConnectionString(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException if {@code text} is none; the message repeats nothing of it */
    static ConnectionString parse(String text) {
        ConnectionString parsed = new ConnectionString(pairs(text));
        return parsed.value(DEVELOPMENT).filter("true"::equalsIgnoreCase).isPresent()
                ? azurite(parsed.value(DEVELOPMENT_PROXY).orElse(AZURITE_HOST))
                : parsed;
    }

    private static ConnectionString azurite(String address) {
        URI url = new OutboundUrl(address)
                .uri()
                .orElseThrow(
                        () -> new IllegalArgumentException(DEVELOPMENT_PROXY + " is no address like http://azurite"));
        String host = url.getScheme() + "://" + url.getHost();
        return new ConnectionString(pairs("AccountName=devstoreaccount1;AccountKey=" + AZURITE_KEY
                + ";QueueEndpoint=" + host + ":10001/devstoreaccount1"
                + ";TableEndpoint=" + host + ":10002/devstoreaccount1"));
    }

    Optional<String> accountName() {
        return value("AccountName");
    }

    Optional<String> accountKey() {
        return value("AccountKey");
    }

    /** Whether its key is the one of Azurite, which is no secret. */
    boolean isOfAzurite() {
        return accountKey().filter(AZURITE_KEY::equals).isPresent();
    }

    /** The query that proves the right to use the account, without a question mark. */
    Optional<String> sharedAccessSignature() {
        return value("SharedAccessSignature").map(query -> query.startsWith("?") ? query.substring(1) : query);
    }

    /** Where {@code service}, {@code table} or {@code queue}, is. */
    Optional<String> endpoint(String service) {
        return value(service + "Endpoint").or(() -> accountName().map(name -> endpoint(name, service)));
    }

    private String endpoint(String accountName, String service) {
        String protocol = value("DefaultEndpointsProtocol").orElse("https");
        String suffix = value("EndpointSuffix").orElse("core.windows.net");
        return protocol + "://" + accountName + "." + service + "." + suffix;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String pair : text.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            } else if (!pair.isBlank()) {
                throw new IllegalArgumentException("a part between semicolons is no name=value");
            }
        }
        return pairs;
    }
}
