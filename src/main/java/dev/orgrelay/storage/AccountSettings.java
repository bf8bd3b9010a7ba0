package dev.orgrelay.storage;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.organization.Text;
import dev.orgrelay.storage.Account.Proof;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The account that the settings describe. What is wrong with them is an {@link IllegalArgumentException} that says which key and what is allowed. */
final class AccountSettings {

    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");
    private static final String IDENTITY = "managedidentity";
    private static final String WHOLE =
            "DefaultEndpointsProtocol=https;AccountName=...;AccountKey=...;EndpointSuffix=...,"
                    + " one with SharedAccessSignature=..., or UseDevelopmentStorage=true";

    /** The client id of an identity, or its resource id. */
    private static final Pattern ONE_IDENTITY = Pattern.compile("/.+|[^/]+");

    private final StorageConfig config;

    AccountSettings(StorageConfig config) {
        this.config = config;
    }

    /** The account, if nothing is wrong with its settings. */
    static Optional<Account> find(StorageConfig config, Mistakes mistakes) {
        try {
            return Optional.of(new AccountSettings(config).account());
        } catch (IllegalArgumentException e) {
            mistakes.addLine(e.getMessage());
            return Optional.empty();
        }
    }

    Account account() {
        return config.connectionString().map(this::byConnectionString).orElseGet(this::byIdentity);
    }

    private Account byConnectionString(String text) {
        ConnectionString parsed = parse(text);
        boolean isPublic = parsed.isOfAzurite();
        return new Account(
                endpoint("table-endpoint", config.tableEndpoint().or(() -> parsed.endpoint("table")), isPublic),
                endpoint("queue-endpoint", config.queueEndpoint().or(() -> parsed.endpoint("queue")), isPublic),
                parsed.sharedAccessSignature()
                        .<Proof>map(Proof.Signature::new)
                        .orElseGet(() -> new Proof.Key(key(parsed))));
    }

    private Account byIdentity() {
        boolean isNothingSet = config.account().isEmpty()
                && config.tableEndpoint().isEmpty()
                && config.queueEndpoint().isEmpty();
        require(
                !isNothingSet,
                "connection-string is not set: allowed is " + WHOLE + "; or set account to use a managed identity");
        require(
                config.credential()
                        .filter(credential -> !credential.strip().equalsIgnoreCase(IDENTITY))
                        .isEmpty(),
                "credential = " + config.credential().map(Text::shorten).orElse("") + ": allowed is " + IDENTITY);
        require(
                config.clientId()
                        .filter(id -> !ONE_IDENTITY.matcher(id).matches())
                        .isEmpty(),
                "client-id = " + config.clientId().map(Text::shorten).orElse("")
                        + ": allowed is the client id of a managed identity, or its resource id (/subscriptions/...), not both");
        return new Account(
                endpoint("table-endpoint", config.tableEndpoint().or(() -> ofAccount("table")), false),
                endpoint("queue-endpoint", config.queueEndpoint().or(() -> ofAccount("queue")), false),
                new Proof.Identity(config.clientId()));
    }

    private Optional<String> ofAccount(String service) {
        return config.account().map(name -> {
            require(
                    ACCOUNT.matcher(name).matches(),
                    "account = " + Text.shorten(name) + ": allowed are 3 to 24 of a-z and 0-9");
            return "https://" + name + "." + service + ".core.windows.net";
        });
    }

    private static ConnectionString parse(String text) {
        try {
            return ConnectionString.parse(text);
        } catch (IllegalArgumentException e) {
            throw mistake("connection-string = (not shown): " + e.getMessage() + "; allowed is " + WHOLE);
        }
    }

    private static SharedKey key(ConnectionString parsed) {
        require(
                parsed.accountName().isPresent() && parsed.accountKey().isPresent(),
                "connection-string = (not shown): neither a key nor a signature is in it; allowed is " + WHOLE);
        try {
            return new SharedKey(
                    parsed.accountName().orElseThrow(), parsed.accountKey().orElseThrow());
        } catch (IllegalArgumentException e) {
            throw mistake("connection-string = (not shown): AccountKey is not base64; copy it again");
        }
    }

    private Optional<URI> endpoint(String key, Optional<String> text, boolean isPublic) {
        return text.map(written -> endpoint(key, written, isPublic).uri());
    }

    private OutboundUrl endpoint(String key, String text, boolean isPublic) {
        OutboundUrl url = OutboundUrl.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                .filter(parsed -> !parsed.hasQuery())
                .orElseThrow(() -> mistake(key + " = " + OutboundUrl.shown(text)
                        + ": allowed is a URL like https://contoso.table.core.windows.net, without a query"));
        require(
                isPublic || url.isProtected() || config.dangerousPlainHttp(),
                key + " = " + url + ": " + OutboundUrl.ONLY_PROTECTED);
        return url;
    }

    private static void require(boolean condition, String mistake) {
        if (!condition) {
            throw mistake(mistake);
        }
    }

    private static IllegalArgumentException mistake(String text) {
        return new IllegalArgumentException("orgrelay.storage." + text);
    }
}
