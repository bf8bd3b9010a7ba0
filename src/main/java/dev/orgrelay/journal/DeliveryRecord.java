package dev.orgrelay.journal;

import dev.orgrelay.organization.DeliveryId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one delivery, once it was answered.
 *
 * @param receivedAt when its first byte came
 * @param source whose delivery it is, as far as it says
 * @param path without its query; empty, as the method, if nobody has asked from outside
 * @param status of HTTP, also where something else was answered
 * @param took from the first byte to the answer
 * @param detail why it was turned away, or what became of it as a whole, for people
 * @param by who asked for it, where the Functions host knows
 * @param count how many deliveries it stands for; more than one if they were turned away for the same reason
 * @param size of its body in bytes, as far as it is known
 * @param request empty if its sender has not proved that it may send: of strangers nothing is kept
 * @param answer its body; empty if it had none, or is not to be kept
 */
public record DeliveryRecord(
        DeliveryId id,
        Instant receivedAt,
        String source,
        DeliveryKind kind,
        String method,
        String path,
        int status,
        Duration took,
        Optional<String> detail,
        Optional<String> by,
        int count,
        long size,
        Optional<ReceivedRequest> request,
        ProofVerdict proof,
        List<RecordedMessage> messages,
        Optional<String> answer) {

    private static final int FIRST_ERROR = 400;

    /** Bytes of memory without texts and messages, roughly. */
    private static final int WEIGHT = 1_000;

    /** The same once more, for the same reason. */
    public DeliveryRecord again() {
        return with(count + 1, messages, detail);
    }

    /** With fewer messages, for a place that does not hold all of them; what is left says so. */
    public DeliveryRecord shortened() {
        List<RecordedMessage> fewer = messages.subList(0, messages.size() / 2);
        return with(
                count,
                fewer,
                Optional.of("it was too large to be kept whole: of its messages the first " + fewer.size()));
    }

    private DeliveryRecord with(int times, List<RecordedMessage> kept, Optional<String> said) {
        return new DeliveryRecord(
                id,
                receivedAt,
                source,
                kind,
                method,
                path,
                status,
                took,
                said,
                by,
                times,
                size,
                request,
                proof,
                kept,
                answer);
    }

    /** Whether anybody could have sent it: there can be any number of them. */
    public boolean isOfStranger() {
        return request.isEmpty();
    }

    /** Whether nothing of it was taken in. */
    boolean isTurnedAway() {
        return messages.isEmpty() && status >= FIRST_ERROR;
    }

    /** Bytes of memory, roughly. */
    public int weight() {
        int weight = WEIGHT
                + request.map(ReceivedRequest::weight).orElse(0)
                + answer.map(String::length).orElse(0);
        for (RecordedMessage message : messages) {
            weight += message.weight();
        }
        return weight;
    }
}
