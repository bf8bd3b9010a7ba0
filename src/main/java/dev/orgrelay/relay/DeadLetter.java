package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Provenance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A change or message that will not be tried again by itself.
 *
 * @param id the same for the same event, or step of a plan, so that repetitions do not pile up
 * @param outcome its last outcome: {@code refused}, or {@code deferred} if it was tried too often
 * @param reason why it was not applied, for people
 * @param attempts how often it was tried
 * @param change what could not be applied; empty if the message did not become a change
 * @param application the application that it was for
 * @param organization the id that the message names, valid or not
 * @param message the message as it came, if the source lets it be kept
 * @param support what IoT Central's support asks for, if a request was refused there
 */
public record DeadLetter(
        String id,
        Instant keptAt,
        String outcome,
        String reason,
        int attempts,
        Provenance provenance,
        String application,
        Optional<String> organization,
        Optional<Change> change,
        Optional<Original> message,
        Optional<String> support) {

    /** The outcome of what can never be applied like this. */
    public static final String REFUSED = "refused";

    /** The outcome of what was tried for too long. */
    public static final String DEFERRED = "deferred";

    /** A change that was refused when it was tried for the first time. */
    public static DeadLetter of(Change change, String reason, Instant now) {
        return of(
                change.provenance(),
                change.application(),
                Optional.of(change.organization().value()),
                Optional.of(change),
                reason,
                now);
    }

    /** A message that could not become a change. */
    public static DeadLetter of(
            Provenance provenance, String application, Optional<String> organization, String reason, Instant now) {
        return of(provenance, application, organization, Optional.empty(), reason, now);
    }

    private static DeadLetter of(
            Provenance provenance,
            String application,
            Optional<String> organization,
            Optional<Change> change,
            String reason,
            Instant now) {
        return new DeadLetter(
                id(provenance, application, organization),
                now,
                REFUSED,
                reason,
                1,
                provenance.withoutOriginal(),
                application,
                organization,
                change.map(known -> known.with(known.provenance().withoutOriginal())),
                provenance.original().map(Original::written),
                Optional.empty());
    }

    /** A change that was tried for too long, and {@code attempts} times before. */
    public static DeadLetter givenUp(Change tried, int attempts, String reason, Instant now) {
        DeadLetter letter = of(tried, reason, now);
        return letter.as(letter.id, DEFERRED, attempts + 1, letter.message, letter.support);
    }

    /** Whether it can be tried once more: what it says of a plan has to be planned again. */
    public boolean isReplayable() {
        return change.isPresent() || message.isPresent() && provenance.isOfEvent();
    }

    /** The same of what was tried {@code times} times. */
    DeadLetter after(int times) {
        return as(id, outcome, times, message, support);
    }

    /** The same in the place of {@code earlier}, of the same change or message, which was tried once more. */
    public DeadLetter inPlaceOf(DeadLetter earlier) {
        return as(earlier.id, outcome, Math.max(attempts, earlier.attempts + 1), message.or(earlier::message), support);
    }

    /** The same under another id. */
    public DeadLetter withId(String another) {
        return as(another, outcome, attempts, message, support);
    }

    /** The same with {@code another} message. */
    public DeadLetter with(Original another) {
        return as(id, outcome, attempts, Optional.of(another), support);
    }

    /** The same with what IoT Central's support asks for. */
    DeadLetter withSupport(Optional<String> known) {
        return as(id, outcome, attempts, message, known);
    }

    private DeadLetter as(
            String anId, String anOutcome, int times, Optional<Original> aMessage, Optional<String> aSupport) {
        return new DeadLetter(
                anId,
                keptAt,
                anOutcome,
                reason,
                times,
                provenance,
                application,
                organization,
                change,
                aMessage,
                aSupport);
    }

    /** The same as lists show it: the message is not longer than {@link Original#SHOWN_BYTES}. */
    public DeadLetter shortened() {
        return message.map(Original::shortened)
                .filter(cut -> !cut.equals(message.get()))
                .map(this::with)
                .orElse(this);
    }

    /** What has no event id is known by its message or, if it will be asked for again, by what it asks for. */
    private static String id(Provenance provenance, String application, Optional<String> organization) {
        Optional<String> asked = Optional.of(provenance.operation().word()).filter(word -> !provenance.isOfEvent());
        return provenance
                .eventId()
                .or(() -> provenance.original().map(Original::text))
                .or(() -> asked)
                .map(what -> id(
                        provenance.source(),
                        provenance.origin().orElse(""),
                        what,
                        application,
                        organization.orElse("")))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** The id of whatever is known by {@code parts}. */
    public static String id(String... parts) {
        String key = Stream.of(parts)
                .map(part -> part.length() + ":" + part) // or two letters could have one id
                .collect(Collectors.joining());
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
