package dev.orgrelay.storage;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.storage.Account.Proof;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The account that the settings describe. */
record AccountSettings(StorageConfig config, Mistakes mistakes) {

    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");
    private static final String IDENTITY = "managedidentity";
    private static final String WHOLE =
            "DefaultEndpointsProtocol=https;AccountName=...;AccountKey=...;EndpointSuffix=...,"
                    + " one with SharedAccessSignature=..., or UseDevelopmentStorage=true";

    /** The client id of an identity, or its resource id. */
    private static final Pattern ONE_IDENTITY = Pattern.compile("/.+|[^/]+");

    /** Empty if something is wrong. */
    Optional<Account> account() {
        Optional<Account> account =
                config.connectionString().map(this::byConnectionString).orElseGet(this::byIdentity);
        return account.filter(found -> mistakes.lines().isEmpty());
    }

    private Optional<Account> byConnectionString(String text) {
        try {
            ConnectionString parsed = ConnectionString.parse(text);
            Proof proof = parsed.sharedAccessSignature()
                    .<Proof>map(Proof.Signature::new)
                    .orElseGet(() -> new Proof.Key(key(parsed)));
            return Optional.of(account(parsed::endpoint, parsed.isOfAzurite(), proof));
        } catch (IllegalArgumentException e) {
            mistakes.addHidden("connection-string", e.getMessage() + "; allowed is " + WHOLE);
            return Optional.empty();
        }
    }

    private static SharedKey key(ConnectionString parsed) {
        if (parsed.accountName().isEmpty() || parsed.accountKey().isEmpty()) {
            throw new IllegalArgumentException("neither a key nor a signature is in it");
        }
        try {
            return new SharedKey(parsed.accountName().get(), parsed.accountKey().get());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("AccountKey is not base64, copy it again");
        }
    }

    private Optional<Account> byIdentity() {
        Optional<String> name = config.account();
        if (name.isEmpty()
                && config.tableEndpoint().isEmpty()
                && config.queueEndpoint().isEmpty()) {
            mistakes.addMissing(
                    "connection-string", "allowed is " + WHOLE + "; or set account to use a managed identity");
        }
        config.credential()
                .ifPresent(word -> mistakes.require(
                        word.strip().equalsIgnoreCase(IDENTITY), "credential", word, "allowed is " + IDENTITY));
        config.clientId()
                .ifPresent(
                        id -> mistakes.requireMatch(
                                ONE_IDENTITY,
                                "client-id",
                                id,
                                "allowed is the client id of a managed identity, or its resource id (/subscriptions/...), not both"));
        boolean isNamed = name.filter(text -> mistakes.require(
                        ACCOUNT.matcher(text).matches(), "account", text, "allowed are 3 to 24 of a-z and 0-9"))
                .isPresent();
        return Optional.of(account(
                service -> name.filter(text -> isNamed)
                        .map(text -> "https://" + text + "." + service + ".core.windows.net"),
                false,
                new Proof.Identity(config.clientId())));
    }

    /** @param place where the account has its {@code table} and its {@code queue} */
    private Account account(Function<String, Optional<String>> place, boolean isPublic, Proof proof) {
        return new Account(
                endpoint("table", config.tableEndpoint(), place, isPublic),
                endpoint("queue", config.queueEndpoint(), place, isPublic),
                proof);
    }

    private Optional<URI> endpoint(
            String service,
            Optional<OutboundUrl> configured,
            Function<String, Optional<String>> place,
            boolean isPublic) {
        Optional<OutboundUrl> url = configured
                .or(() -> place.apply(service).map(OutboundUrl::new))
                .map(written -> new OutboundUrl(written.base()));
        url.ifPresent(written -> written.requireBase(
                service + "-endpoint",
                isPublic || config.dangerousPlainHttp(),
                "allowed is a URL like https://contoso." + service + ".core.windows.net, without a query",
                mistakes));
        return url.flatMap(OutboundUrl::uri);
    }
}
