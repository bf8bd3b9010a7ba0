package dev.orgrelay.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.DeliveryId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Which deliveries somebody wants to see, newest first. What is empty leaves all of them.
 *
 * @param outcomes one of them is enough; {@code turned-away} is one, too
 * @param kinds the same, as the lists write them
 * @param statuses an HTTP status, or the first digit of those that are meant and {@code xx}
 * @param since inclusive
 * @param until exclusive
 * @param before where an earlier page has ended
 * @param after only newer ones
 * @param most on a page
 */
public record DeliveryQuery(
        Optional<String> source,
        Set<String> outcomes,
        Optional<String> organization,
        Optional<String> application,
        Optional<String> event,
        Optional<String> statuses,
        Set<String> kinds,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<DeliveryId> before,
        Optional<DeliveryId> after,
        int most) {

    /** The most on a page. */
    public static final int MOST_ON_A_PAGE = 200;

    /** The same, of what is older than {@code end}. */
    public DeliveryQuery before(DeliveryId end) {
        return new DeliveryQuery(
                source,
                outcomes,
                organization,
                application,
                event,
                statuses,
                kinds,
                since,
                until,
                Optional.of(end),
                after,
                most);
    }

    /** Whether it is to be looked for among deliveries with such an id at all. */
    public boolean covers(DeliveryId id) {
        return before.filter(end -> id.compareTo(end) >= 0).isEmpty()
                && after.filter(end -> id.compareTo(end) <= 0).isEmpty();
    }

    /** Whether it wants to see the delivery with that {@link DeliveryJson#head}. */
    public boolean matches(JsonNode head) {
        return is(source, head.path("source"))
                && isOneOf(kinds, head.path("kind"))
                && statuses.map(status -> isStatus(status, head.path("status").asText()))
                        .orElse(true)
                && isInTime(Instant.parse(head.path("receivedAt").asText()))
                && matchesOutcomes(head.path("outcomes"));
    }

    private boolean isInTime(Instant receivedAt) {
        return since.filter(receivedAt::isBefore).isEmpty()
                && until.filter(end -> !receivedAt.isBefore(end)).isEmpty();
    }

    /** All that is asked of one message has to be true of the same. */
    private boolean matchesOutcomes(JsonNode all) {
        boolean asksForNone = outcomes.isEmpty() && organization.isEmpty() && application.isEmpty() && event.isEmpty();
        return asksForNone
                || StreamSupport.stream(all.spliterator(), false)
                        .anyMatch(one -> isOneOf(outcomes, one.path("outcome"))
                                && is(organization, one.path("organization"))
                                && is(application, one.path("application"))
                                && is(event, one.path("eventId")));
    }

    private static boolean isStatus(String asked, String status) {
        return asked.endsWith("xx") ? status.startsWith(asked.substring(0, 1)) : status.equals(asked);
    }

    private static boolean is(Optional<String> asked, JsonNode value) {
        return asked.filter(text -> !text.equals(value.textValue())).isEmpty();
    }

    private static boolean isOneOf(Set<String> asked, JsonNode value) {
        return asked.isEmpty() || asked.contains(value.textValue());
    }
}
