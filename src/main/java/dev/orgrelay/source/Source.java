package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.fetch.lookup.Lookup;
import dev.orgrelay.fetch.snapshot.Snapshot;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.Workers;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.proof.Authenticator;
import dev.orgrelay.proof.Proof;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One configured sender: decides whether a request is its own, and what its messages mean. */
public final class Source {

    /** Reading and checking so many bytes takes about a millisecond. */
    private static final int LARGE = 64 * 1024;

    private final String name;
    private final Authenticator authenticator;
    private final Handshakes handshakes;
    private final Interpretation interpretation;
    private final MessageInterpreter interpreter;
    private final AllowedEffects allowed;
    private final FuturePolicy future;
    private final Optional<Lookup> lookup;
    private final Answering answering;
    private final DeliveryMode deliveryMode;
    private final Optional<Snapshot> snapshot;
    private final RecordRules recordRules;
    private final Clock clock;
    private final Workers readers = new Workers();

    Source(
            String name,
            Authenticator authenticator,
            Handshakes handshakes,
            Interpretation interpretation,
            AllowedEffects allowed,
            FuturePolicy future,
            Optional<Lookup> lookup,
            Answering answering,
            DeliveryMode deliveryMode,
            Optional<Snapshot> snapshot,
            RecordRules recordRules,
            Clock clock) {
        this.name = name;
        this.authenticator = authenticator;
        this.handshakes = handshakes;
        this.interpretation = interpretation;
        this.interpreter = interpretation.interpreter(interpretation.mapping());
        this.allowed = allowed;
        this.future = future;
        this.lookup = lookup;
        this.answering = answering;
        this.deliveryMode = deliveryMode;
        this.snapshot = snapshot;
        this.recordRules = recordRules;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    public Answering answering() {
        return answering;
    }

    /** What its messages mean; empty if they need no mapping. */
    public Optional<Mapping> mapping() {
        return interpretation.mapping();
    }

    /** What it may do in IoT Central. */
    public AllowedEffects allowed() {
        return allowed;
    }

    /** Whether a sender has to prove itself. */
    public boolean asksForProof() {
        return authenticator != Authenticator.NO_PROOF;
    }

    /** What may be written down of its requests. */
    public RecordRules recordRules() {
        return recordRules;
    }

    /** How a sender could prove itself (RFC 9110, 11.6.1). */
    public String challenge() {
        return authenticator.challenge() + " realm=\"" + name + '"';
    }

    /** Whether what takes effect later is to be kept until then. */
    public boolean defersWhatIsAhead() {
        return future == FuturePolicy.DEFER;
    }

    /** How its changes get to the relay. */
    public DeliveryMode deliveryMode() {
        return deliveryMode;
    }

    /** What the head of a request proves: empty if the body has to be seen; fails with an {@link IntakeException} if no body could prove it. */
    public Uni<Optional<Proof>> verifyHead(Delivery head) {
        return authenticator.verifyHead(head);
    }

    /**
     * Reads a delivery; fails with an {@link IntakeException} if it is of somebody else, or cannot be read. A large one is not read by the thread that asks.
     *
     * @param decoded the body without its content coding, once {@code proof} of its head, or its body, shows from whom it is
     */
    public Uni<DeliveryContent> receive(Delivery delivery, Optional<Proof> proof, Supplier<byte[]> decoded) {
        return receive(delivery, proof, decoded, interpreter);
    }

    /** Reads a delivery that has proved nothing, for somebody who answers for it, with {@code tried} in place of the source's own mapping. */
    public Uni<DeliveryContent> receiveUnproven(Delivery delivery, Optional<Mapping> tried) {
        Proof assumed = authenticator.assumed(delivery);
        return receive(delivery, Optional.of(assumed), delivery::body, interpretation.interpreter(tried));
    }

    private Uni<DeliveryContent> receive(
            Delivery delivery, Optional<Proof> proof, Supplier<byte[]> decoded, MessageInterpreter by) {
        if (delivery.body().length <= LARGE
                && delivery.header("content-encoding").isEmpty()) {
            return Uni.createFrom().deferred(() -> read(delivery, proof, decoded, by));
        }
        return readers.run(
                        () -> read(delivery, proof, decoded, by),
                        Mapping.TIME_PER_DELIVERY,
                        Duration.between(clock.instant(), delivery.deadline()))
                .flatMap(read -> read);
    }

    private Uni<DeliveryContent> read(
            Delivery received, Optional<Proof> ofHead, Supplier<byte[]> decoded, MessageInterpreter by) {
        Proof proof = ofHead.orElseGet(() -> authenticator.verify(received));
        Delivery delivery = received.with(decoded.get());
        return handshakes
                .afterProof(delivery)
                .map(answer -> Uni.createFrom().<DeliveryContent>item(new DeliveryContent.Handshake(answer)))
                .orElseGet(() -> by.of(delivery, proof.messageId())
                        .map(messages -> new DeliveryContent.Messages(checked(messages))));
    }

    /** What there is to compare for whoever sets the source up, where {@code delivery} proves nothing; holds no secret. */
    public String explanation(Delivery delivery) {
        return authenticator.explanation(delivery);
    }

    /** The request as its sender would send it now; throws {@link IllegalArgumentException} if that cannot be made here. */
    public Delivery sign(Delivery request) {
        return authenticator.sign(request);
    }

    /** Fails with {@link IntakeException.Unauthenticated} if {@code delivery} does not come from this source. */
    public Uni<Proof> requireProof(Delivery delivery) {
        return verifyHead(delivery).map(proof -> proof.orElseGet(() -> authenticator.verify(delivery)));
    }

    /** The answer to a sender that asks with {@code OPTIONS} whether it may deliver; it need not prove itself for that. */
    public HandshakeAnswer options(Delivery delivery) {
        return handshakes.options(delivery);
    }

    /** The answer to a sender that cannot prove itself yet, if the source has such a handshake; the body does not matter. */
    public Optional<HandshakeAnswer> handshake(Delivery head) {
        return handshakes.beforeProof(head);
    }

    /**
     * Reads events that came another way, from somebody who has authenticated the sender.
     *
     * @param deadline when somebody has to be told what became of them
     * @return fails with an {@link IntakeException} if they cannot be read
     */
    public Uni<List<Mapped>> read(JsonNode document, Instant receivedAt, Instant deadline) {
        return Uni.createFrom()
                .deferred(() -> interpreter.of(document, receivedAt, deadline))
                .map(this::checked);
    }

    /**
     * Reads a message again that came to nothing, with today's settings.
     *
     * @param from what was known about it; it counts as received when it was received
     * @param deadline when somebody has to be told what became of it
     * @return fails with an {@link IntakeException} if it cannot be read
     */
    public Uni<List<Mapped>> readAgain(Original message, Provenance from, Instant deadline) {
        return readers.run(
                        () -> interpreter.again(message, from.eventId(), from.receivedAt(), deadline),
                        Mapping.TIME_PER_DELIVERY,
                        Duration.between(clock.instant(), deadline))
                .flatMap(read -> read)
                .map(this::checked)
                .flatMap(messages -> lookUp(messages, deadline));
    }

    /**
     * The messages with what they left out, read at the sender. What it does not tell in time stays as it is, with the reason.
     *
     * @param deadline when the delivery has to be answered
     * @return fails with {@link IntakeException.Busy} if too many look up already
     */
    public Uni<List<Mapped>> lookUp(List<Mapped> messages, Instant deadline) {
        if (lookup.isEmpty() || messages.stream().noneMatch(Mapped.ToRefetch.class::isInstance)) {
            return Uni.createFrom().item(messages);
        }
        return lookup.get().complete(messages, deadline).map(complete -> complete.stream()
                .map(message -> future.check(message.allowing(allowed)))
                .toList());
    }

    /** Where everything that the sender has can be read, if that is configured. */
    public Optional<Snapshot> snapshot() {
        return snapshot.filter(Snapshot::isAtSender);
    }

    /** What files mean that hold everything the sender has, if a mapping says so. */
    public Optional<Snapshot> files() {
        return snapshot;
    }

    private List<Mapped> checked(List<Mapped> messages) {
        List<Mapped> checked = new ArrayList<>(messages.size());
        for (Mapped message : messages) {
            Mapped limited = future.check(message.allowing(allowed));
            boolean isHopeless = limited instanceof Mapped.ToRefetch && lookup.isEmpty();
            checked.add(isHopeless ? ((Mapped.ToRefetch) limited).withoutLookup() : limited);
        }
        return checked;
    }
}
