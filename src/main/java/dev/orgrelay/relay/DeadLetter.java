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
 * @param id the same for the same event, so that a redelivery does not pile up
 * @param outcome its last outcome: {@code refused}, or {@code deferred} if it was tried too often
 * @param reason why it was not applied, for people
 * @param attempts how often it was tried
 * @param change what could not be applied; empty if the message did not become a change
 * @param application the application that it was for
 * @param organization the id that the message names, valid or not
 * @param message the message as it came, as text, if the source lets it be kept
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
        Optional<String> message) {

    /** The outcome of what can never be applied like this. */
    public static final String REFUSED = "refused";

    /** The outcome of what was tried for too long. */
    public static final String DEFERRED = "deferred";

    /** A change that was refused when it was tried for the first time. */
    public static DeadLetter of(Change change, String reason, Instant now) {
        Optional<String> organization = Optional.of(change.organization().value());
        return new DeadLetter(
                id(change.provenance(), change.application(), organization),
                now,
                REFUSED,
                reason,
                1,
                change.provenance(),
                change.application(),
                organization,
                Optional.of(change),
                change.provenance().original().map(Original::text));
    }

    /** A message that could not become a change. */
    public static DeadLetter of(
            Provenance provenance, String application, Optional<String> organization, String reason, Instant now) {
        return new DeadLetter(
                id(provenance, application, organization),
                now,
                REFUSED,
                reason,
                1,
                provenance,
                application,
                organization,
                Optional.empty(),
                provenance.original().map(Original::text));
    }

    /** A change that was tried for too long, and {@code attempts} times before. */
    public static DeadLetter givenUp(Change tried, int attempts, String reason, Instant now) {
        DeadLetter letter = of(tried, reason, now);
        return new DeadLetter(
                letter.id,
                now,
                DEFERRED,
                reason,
                attempts + 1,
                letter.provenance,
                letter.application,
                letter.organization,
                letter.change,
                letter.message);
    }

    /** The same of what was tried {@code times} times. */
    DeadLetter after(int times) {
        return new DeadLetter(
                id, keptAt, outcome, reason, times, provenance, application, organization, change, message);
    }

    /** The same in the place of {@code earlier}, whose change was tried once more. */
    DeadLetter inPlaceOf(DeadLetter earlier) {
        return new DeadLetter(
                earlier.id,
                keptAt,
                outcome,
                reason,
                earlier.attempts + 1,
                provenance,
                application,
                organization,
                change,
                message.or(earlier::message));
    }

    /** The same with {@code text} as its message. */
    public DeadLetter with(String text) {
        return new DeadLetter(
                id,
                keptAt,
                outcome,
                reason,
                attempts,
                provenance,
                application,
                organization,
                change,
                Optional.of(text));
    }

    private static String id(Provenance provenance, String application, Optional<String> organization) {
        return provenance
                .eventId()
                .map(event -> Stream.of(
                                provenance.source(),
                                provenance.origin().orElse(""),
                                event,
                                application,
                                organization.orElse(""))
                        .map(part -> part.length() + ":" + part) // or two letters could have one id
                        .collect(Collectors.joining()))
                .map(key -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(UUID::randomUUID)
                .toString();
    }
}
