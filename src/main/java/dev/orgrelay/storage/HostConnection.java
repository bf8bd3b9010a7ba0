package dev.orgrelay.storage;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.organization.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The connection of the Functions host in parts, {@code AzureWebJobsStorage__<part>}. What is read of it is in {@code application.properties}; what the host may use
 * beside that is told, so that the account is never used in another way than the host uses it without anybody knowing.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection">Identity-based connections</a>
 */
record HostConnection(Config config) {

    private static final String NAME = "AzureWebJobsStorage";
    private static final Pattern PART = Pattern.compile(NAME + "(?:__|:)(.+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> PLACES = Set.of("accountName", "tableServiceUri", "queueServiceUri");
    private static final Set<String> READ = Set.of(
            "accountName", "tableServiceUri", "queueServiceUri", "credential", "clientId", "managedIdentityResourceId");

    /** The host keeps its own things there. */
    private static final String BLOBS = "blobServiceUri";

    /** Adds a mistake for each part that is not understood, if the account is the one of the host. */
    void find(StorageConfig storage, Mistakes mistakes) {
        if (!isOf(storage)) {
            return;
        }
        Set<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        for (String name : names) {
            Matcher part = PART.matcher(name);
            if (part.matches() && value(name).isPresent()) {
                mistake(name, part.group(1)).ifPresent(mistakes::addLine);
            }
        }
    }

    private boolean isOf(StorageConfig storage) {
        List<String> used = Stream.of(
                        storage.account(),
                        storage.tableEndpoint().map(OutboundUrl::text),
                        storage.queueEndpoint().map(OutboundUrl::text))
                .flatMap(Optional::stream)
                .toList();
        return storage.connectionString().isEmpty()
                && (used.isEmpty()
                        || PLACES.stream()
                                .flatMap(place -> part(place).stream())
                                .anyMatch(used::contains));
    }

    private Optional<String> mistake(String name, String part) {
        Optional<String> known = Stream.concat(READ.stream(), Stream.of(BLOBS))
                .filter(part::equalsIgnoreCase)
                .findFirst();
        if (known.isEmpty()) {
            return Optional.of(
                    Text.shorten(name) + " = (not shown): Org Relay does not use this part of the connection; it uses"
                            + " the account by managed identity, with " + String.join(", ", new TreeSet<>(READ))
                            + ": leave it out, or set orgrelay.storage.connection-string");
        }
        String right = NAME + "__" + known.get();
        if (!name.equals(right) && !name.equals(right.toUpperCase(Locale.ROOT))) {
            return Optional.of(Text.shorten(name) + " = (not shown): here it is written " + right);
        }
        boolean isAlone = known.get().equals(BLOBS)
                && PLACES.stream().allMatch(place -> part(place).isEmpty());
        return isAlone
                ? Optional.of(name + " is set: it says where blobs are, but not tables and queues; set " + NAME
                        + "__accountName, or tableServiceUri and queueServiceUri in the same way")
                : Optional.empty();
    }

    private Optional<String> part(String name) {
        return value(NAME + "__" + name);
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip);
    }
}
