package dev.orgrelay.organization;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a change comes from.
 *
 * @param source name of the configured sender
 * @param operation what the sender asked for
 * @param origin which producer inside the source it comes from; event ids are unique within it (CloudEvents 1.0, {@code source}). Where one event
 *     holds several changes of one organization, every further one has an origin of its own, because they are not the same event twice
 * @param eventId the sender's id of the event; two events of one origin with the same id are the same event
 * @param occurredAt when it happened at the sender, if the message says so
 * @param receivedAt when it arrived here
 * @param sourceId the sender's own id of the unit, if it had to be turned into an organization id
 * @param parentSourceId the same of the parent
 * @param tenant which of the sender's tenants it belongs to
 * @param original the message that says so, if its source lets it be kept
 * @param isByHand whether an operator asks for it: then it counts as now, and as newer than whatever the ledger knows
 * @param allowed what whoever asks for it may do
 * @param delivery what it came with, if that is recorded
 */
public record Provenance(
        String source,
        Operation operation,
        Optional<String> origin,
        Optional<String> eventId,
        Optional<Instant> occurredAt,
        Instant receivedAt,
        Optional<String> sourceId,
        Optional<String> parentSourceId,
        Optional<String> tenant,
        Optional<Original> original,
        boolean isByHand,
        AllowedEffects allowed,
        Optional<DeliveryId> delivery) {

    /** The origin of what a reconcile asks for, which has no event id: the same may have to be done again. */
    public static final String OF_RECONCILE = "reconcile";

    /** The same of a delete that is for nothing but what Org Relay has made or adopted. */
    public static final String OF_OWNED = "reconcile-owned";

    /** How far clocks of senders may be ahead. A time further ahead is none at which something happened. */
    public static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    /** An id in which there is nothing is none: all events with it would be the same one. */
    public Provenance {
        eventId = eventId.filter(id -> !Text.trim(id).isEmpty());
    }

    /** The same of somebody who may do no more than {@code effects}. */
    public Provenance allowing(AllowedEffects effects) {
        return with(receivedAt, original, effects, delivery);
    }

    /** The same, as something that came with {@code recorded}. */
    public Provenance cameWith(Optional<DeliveryId> recorded) {
        return with(receivedAt, original, allowed, recorded);
    }

    /** The same without the message. */
    public Provenance withoutOriginal() {
        return with(receivedAt, Optional.empty(), allowed, delivery);
    }

    /** The same of what was kept until it takes effect: it counts as received at that moment. */
    public Provenance onItsDay() {
        return with(occurredAt.orElse(receivedAt), original, allowed, delivery);
    }

    private Provenance with(
            Instant received, Optional<Original> message, AllowedEffects effects, Optional<DeliveryId> recorded) {
        return new Provenance(
                source,
                operation,
                origin,
                eventId,
                occurredAt,
                received,
                sourceId,
                parentSourceId,
                tenant,
                message,
                isByHand,
                effects,
                recorded);
    }

    /** Provenance of a message in which ids are organization ids. */
    public Provenance(
            String source,
            Operation operation,
            Optional<String> origin,
            Optional<String> eventId,
            Optional<Instant> occurredAt,
            Instant receivedAt) {
        this(
                source,
                operation,
                origin,
                eventId,
                occurredAt,
                receivedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Provenance of a message from a sender whom nothing is forbidden to. */
    public Provenance(
            String source,
            Operation operation,
            Optional<String> origin,
            Optional<String> eventId,
            Optional<Instant> occurredAt,
            Instant receivedAt,
            Optional<String> sourceId,
            Optional<String> parentSourceId,
            Optional<String> tenant,
            Optional<Original> original) {
        this(
                source,
                operation,
                origin,
                eventId,
                occurredAt,
                receivedAt,
                sourceId,
                parentSourceId,
                tenant,
                original,
                false,
                AllowedEffects.ALL,
                Optional.empty());
    }

    /** Provenance of a change that an operator asks for. */
    public static Provenance byHand(String source, Operation operation, Instant now) {
        return new Provenance(
                source,
                operation,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                AllowedEffects.ALL,
                Optional.empty());
    }

    /** Whether a sender said so, who may never say it again; a person hears what becomes of it, and a reconcile comes again. */
    public boolean isOfEvent() {
        return !isByHand && !isOfReconcile();
    }

    /** Whether a reconcile asks for it. */
    public boolean isOfReconcile() {
        return isOf(OF_RECONCILE) || isOfOwned();
    }

    /** Whether it is for nothing but what Org Relay has made or adopted. */
    public boolean isOfOwned() {
        return isOf(OF_OWNED);
    }

    private boolean isOf(String one) {
        return eventId.isEmpty() && origin.filter(one::equals).isPresent();
    }

    /**
     * The time that decides about order: when it happened, or when it was read if nobody knows or the message names a time further ahead than {@link
     * #MOST_AHEAD}. Taken at its word, such a time would make everything stale until then.
     */
    public Instant at() {
        return occurredAt
                .filter(time -> !time.isAfter(receivedAt.plus(MOST_AHEAD)))
                .orElse(receivedAt);
    }
}
