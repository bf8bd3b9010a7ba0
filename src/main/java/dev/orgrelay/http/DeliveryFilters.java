package dev.orgrelay.http;

import dev.orgrelay.configuration.Words;
import dev.orgrelay.journal.DeliveryKind;
import dev.orgrelay.journal.DeliveryQuery;
import dev.orgrelay.journal.KeptDelivery;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.Text;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator asks of the journal, in a query. */
final class DeliveryFilters {

    /** What can be asked. */
    static final List<String> NAMES = List.of(
            "source",
            "outcome",
            "organization",
            "application",
            "event",
            "status",
            "kind",
            "since",
            "until",
            "limit",
            "cursor",
            "after",
            "dryRun");

    private static final List<String> OUTCOMES = List.of(
            "applied", "duplicate", "stale", "ignored", "refused", "deferred", "queued", "planned", "turned-away");
    private static final List<String> KINDS =
            Arrays.stream(DeliveryKind.values()).map(Words::written).toList();
    private static final Pattern STATUS = Pattern.compile("[1-5](xx|[0-9]{2})");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd])");
    private static final int USUAL_LIMIT = 50;

    private final MultiMap params;
    private final Instant now;

    private DeliveryFilters(MultiMap params, Instant now) {
        this.params = params;
        this.now = now;
    }

    /** @throws ProblemException if one of the values cannot be read */
    static DeliveryQuery read(MultiMap params, Instant now) {
        return new DeliveryFilters(params, now).query();
    }

    /** What can be read again of what came until now, behind the {@code cursor}. */
    static DeliveryQuery readForReplay(MultiMap params, Instant now) {
        DeliveryFilters filters = new DeliveryFilters(params, now);
        Set<String> kinds = filters.words("kind", KINDS);
        return filters.query(
                kinds.isEmpty() ? Set.copyOf(KeptDelivery.KINDS) : kinds,
                Optional.of(filters.until().filter(now::isAfter).orElse(now)),
                Optional.empty(),
                Stream.concat(filters.cursor().stream(), filters.after().stream())
                        .max(Comparator.naturalOrder()),
                DeliveryQuery.MOST_ON_A_PAGE);
    }

    private DeliveryQuery query() {
        return query(
                words("kind", KINDS),
                until(),
                cursor(),
                after(),
                OperatorParameters.limit(params, USUAL_LIMIT, DeliveryQuery.MOST_ON_A_PAGE));
    }

    private DeliveryQuery query(
            Set<String> kinds,
            Optional<Instant> until,
            Optional<DeliveryId> before,
            Optional<DeliveryId> after,
            int most) {
        return new DeliveryQuery(
                get("source"),
                words("outcome", OUTCOMES),
                get("organization"),
                get("application"),
                get("event"),
                get("status").map(DeliveryFilters::status),
                kinds,
                get("since").map(text -> time("since", text)),
                until,
                before,
                after,
                most);
    }

    private Optional<Instant> until() {
        return get("until").map(text -> time("until", text));
    }

    private Optional<DeliveryId> cursor() {
        return id("cursor", "the next of an earlier page");
    }

    private Optional<DeliveryId> after() {
        return id("after", "the id of a delivery");
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(params.get(name));
    }

    private Set<String> words(String name, List<String> allowed) {
        Set<String> words = get(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .collect(Collectors.toSet());
        for (String word : words) {
            if (!allowed.contains(word)) {
                throw new ProblemException(400, Nearest.unknown(name, word, allowed));
            }
        }
        return words;
    }

    private static String status(String text) {
        if (!STATUS.matcher(text).matches()) {
            throw wrong("status", text, "a status like 401, or 4xx");
        }
        return text;
    }

    /** A plus sign of an offset that nobody has encoded arrives as a space. */
    private Instant time(String name, String text) {
        Matcher duration = DURATION.matcher(text);
        try {
            return duration.matches()
                    ? now.minus(duration(duration))
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw wrong(name, text, "a time like 2026-11-23T10:00:00Z, or how long ago, like 90s, 15m, 24h or 7d");
        }
    }

    private static Duration duration(Matcher written) {
        long number = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private Optional<DeliveryId> id(String name, String allowed) {
        return get(name).map(text -> DeliveryId.parse(text).orElseThrow(() -> wrong(name, text, allowed)));
    }

    static ProblemException wrong(String name, String value, String allowed) {
        return new ProblemException(400, name + " = " + Text.shorten(value) + ": allowed is " + allowed);
    }
}
