package dev.orgrelay.storage;

import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.LeaseTerm;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be wrong with the settings of the storage account once it is used. Values of secrets are never repeated. */
final class StorageMistakes {

    private static final Pattern TABLE_PREFIX = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");
    private static final Pattern QUEUE = Pattern.compile("(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    /** Longer than any event is delivered again. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(4);

    private StorageMistakes() {}

    static Stream<String> ofTables(StorageConfig config, LeaseTerm term) {
        return Stream.concat(in(config, term), endpoint(config, Account::tables, "table"));
    }

    static Stream<String> ofQueue(StorageConfig config, LeaseTerm term) {
        return Stream.concat(in(config, term), endpoint(config, Account::queues, "queue"));
    }

    private static Stream<String> in(StorageConfig config, LeaseTerm term) {
        return Stream.of(
                        account(config),
                        tablePrefix(config.tablePrefix()),
                        queue(config.queue()),
                        retention(config.retention()),
                        lease(term),
                        positive("connect-timeout", config.connectTimeout()),
                        positive("response-timeout", config.responseTimeout()))
                .flatMap(Optional::stream);
    }

    private static Optional<String> account(StorageConfig config) {
        try {
            new AccountSettings(config).account();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** A connection string may name one service alone. A wrong account is another mistake. */
    private static Stream<String> endpoint(
            StorageConfig config, Function<Account, Optional<URI>> endpoint, String service) {
        boolean isKnown = account(config).isPresent()
                || endpoint.apply(new AccountSettings(config).account()).isPresent();
        return isKnown
                ? Stream.empty()
                : Stream.of("orgrelay.storage." + service + "-endpoint is not set, and the connection string has no "
                        + service + " endpoint: allowed is a URL like https://contoso." + service
                        + ".core.windows.net");
    }

    private static Optional<String> tablePrefix(String prefix) {
        return TABLE_PREFIX.matcher(prefix).matches()
                ? Optional.empty()
                : mistake("table-prefix", prefix, "are 1 to 40 letters and digits, a letter first");
    }

    private static Optional<String> queue(String name) {
        return QUEUE.matcher(name).matches()
                ? Optional.empty()
                : mistake("queue", name, "are 3 to 63 of a-z, 0-9 and single hyphens between them");
    }

    private static Optional<String> retention(Duration retention) {
        return retention.compareTo(SHORTEST_RETENTION) > 0
                ? Optional.empty()
                : mistake("retention", retention.toString(), "is more than 4 days, like 30d");
    }

    private static Optional<String> lease(LeaseTerm term) {
        return term.lease().compareTo(term.shortestLease()) >= 0
                ? Optional.empty()
                : mistake(
                        "lease",
                        term.lease().toString(),
                        "is orgrelay.order.effect-within and twice orgrelay.order.clock-difference, "
                                + term.shortestLease() + ", or more, like 30s");
    }

    private static Optional<String> positive(String key, Duration value) {
        return value.compareTo(Duration.ofMillis(1)) >= 0
                ? Optional.empty()
                : mistake(key, value.toString(), "is a millisecond or more, like 500ms or 2s");
    }

    private static Optional<String> mistake(String key, String value, String allowed) {
        return Optional.of("orgrelay.storage." + key + " = " + Text.shorten(value) + ": allowed " + allowed);
    }
}
