package dev.orgrelay.storage;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.relay.LeaseTerm;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What can be wrong with the settings of the storage account once it is used. Values of secrets are never repeated. */
final class StorageMistakes {

    private static final Pattern TABLE_PREFIX = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");
    private static final Pattern QUEUE = Pattern.compile("(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    /** Longer than any event is delivered again. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(4);

    private StorageMistakes() {}

    /**
     * Finds them where {@code service}, {@code table} or {@code queue}, is used.
     *
     * @param endpoint where an account has that service: a connection string may name one service alone
     */
    static void find(
            StorageConfig config,
            LeaseTerm term,
            String service,
            Function<Account, Optional<URI>> endpoint,
            Mistakes mistakes) {
        Optional<Account> account = new AccountSettings(config, mistakes).account();
        mistakes.requireMatch(
                TABLE_PREFIX,
                "table-prefix",
                config.tablePrefix(),
                "allowed are 1 to 40 letters and digits, a letter first");
        mistakes.requireMatch(
                QUEUE, "queue", config.queue(), "allowed are 3 to 63 of a-z, 0-9 and single hyphens between them");
        mistakes.require(
                config.retention().compareTo(SHORTEST_RETENTION) > 0,
                "retention",
                config.retention(),
                "allowed is more than 4 days, like 30d");
        mistakes.require(
                term.lease().compareTo(term.shortestLease()) >= 0,
                "lease",
                term.lease(),
                "allowed is orgrelay.order.effect-within and twice orgrelay.order.clock-difference, "
                        + term.shortestLease() + ", or more, like 30s");
        mistakes.requirePositive("connect-timeout", config.connectTimeout(), "500ms or 2s");
        mistakes.requirePositive("response-timeout", config.responseTimeout(), "500ms or 2s");
        account.filter(known -> endpoint.apply(known).isEmpty())
                .ifPresent(known -> mistakes.addMissing(
                        service + "-endpoint",
                        "the connection string has none either, allowed is a URL like https://contoso." + service
                                + ".core.windows.net"));
    }
}
