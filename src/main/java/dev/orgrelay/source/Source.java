package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Verdict;
import dev.orgrelay.source.authentication.Authenticator;
import dev.orgrelay.source.authentication.Proof;
import dev.orgrelay.source.lookup.Lookup;
import dev.orgrelay.source.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One configured sender: decides whether a request is its own, and what its messages mean. */
public final class Source {

    private final String name;
    private final Authenticator authenticator;
    private final Handshakes handshakes;
    private final Meaning meaning;
    private final AllowedEffects allowed;
    private final Future future;
    private final Optional<Lookup> lookup;
    private final Answering answering;
    private final Handover handover;
    private final Optional<Snapshot> snapshot;

    Source(
            String name,
            Authenticator authenticator,
            Handshakes handshakes,
            Meaning meaning,
            AllowedEffects allowed,
            Future future,
            Optional<Lookup> lookup,
            Answering answering,
            Handover handover,
            Optional<Snapshot> snapshot) {
        this.name = name;
        this.authenticator = authenticator;
        this.handshakes = handshakes;
        this.meaning = meaning;
        this.allowed = allowed;
        this.future = future;
        this.lookup = lookup;
        this.answering = answering;
        this.handover = handover;
        this.snapshot = snapshot;
    }

    public String name() {
        return name;
    }

    public Answering answering() {
        return answering;
    }

    /** What it may do in IoT Central. */
    public AllowedEffects allowed() {
        return allowed;
    }

    /** Whether a sender has to prove itself; if not, anybody can send. */
    public boolean asksForProof() {
        return authenticator != Authenticator.NO_PROOF;
    }

    /** How its changes get to the relay. */
    public Handover handover() {
        return handover;
    }

    /** Whether reading has to be waited for, as for a mapping or for keys; then it must not be done on an event loop. */
    public boolean isBlocking() {
        return meaning.isBlocking() || authenticator.isBlocking();
    }

    /**
     * Reads a delivery.
     *
     * @throws IntakeException if it does not come from this source, or cannot be read
     */
    public Reception receive(Delivery delivery) {
        Optional<HandshakeAnswer> early = handshakes.beforeProof(delivery);
        if (early.isPresent()) {
            return new Reception.Handshake(early.get());
        }
        Proof proof = authenticator.verify(delivery);
        return handshakes
                .afterProof(delivery)
                .<Reception>map(Reception.Handshake::new)
                .orElseGet(() -> checked(meaning.of(delivery, proof.messageId())));
    }

    /** @throws IntakeException.Unauthenticated if {@code delivery} does not come from this source */
    public void requireProof(Delivery delivery) {
        authenticator.verify(delivery);
    }

    /** The answer to a sender that asks with {@code OPTIONS} whether it may deliver; it need not prove itself for that. */
    public HandshakeAnswer options(Delivery delivery) {
        return handshakes.options(delivery);
    }

    /** The answer to a sender that asks with {@code GET}, if the source has such a handshake. */
    public Optional<HandshakeAnswer> get(Delivery delivery) {
        return handshakes.beforeProof(delivery);
    }

    /**
     * Reads events that came another way, from somebody who has authenticated the sender.
     *
     * @throws IntakeException if they cannot be read
     */
    public List<Mapped> read(JsonNode document, Instant receivedAt) {
        return checked(meaning.of(document, receivedAt));
    }

    /** The messages with what they left out, read at the sender. What it does not tell in time stays as it is, with the reason. Blocks. */
    public List<Mapped> lookUp(List<Mapped> messages) {
        if (lookup.isEmpty()) {
            return messages;
        }
        return lookup.get().complete(messages).stream()
                .map(this::authorised)
                .map(future::check)
                .toList();
    }

    /** Where everything that the sender has can be read, if that is configured. */
    public Optional<Snapshot> snapshot() {
        return snapshot;
    }

    private Reception checked(Reception reception) {
        return reception.match(handshake -> reception, messages -> new Reception.Messages(checked(messages)));
    }

    private List<Mapped> checked(List<Mapped> messages) {
        List<Mapped> checked = new ArrayList<>(messages.size());
        for (Mapped message : messages) {
            checked.add(refusedWithoutLookup(future.check(authorised(message))));
        }
        return checked;
    }

    /** A change takes along what its source may do; one that cannot be anything else is refused at once. */
    private Mapped authorised(Mapped message) {
        if (!(message instanceof Mapped.ToApply toApply)) {
            return message;
        }
        Change change = toApply.change().allowing(allowed);
        return allowed.of(change) instanceof Verdict.Refused refused
                ? refused(change, refused.reason())
                : new Mapped.ToApply(change);
    }

    private static Mapped refused(Change change, String reason) {
        return new Mapped.Unusable(
                change.provenance(),
                change.application(),
                Optional.of(change.organization().value()),
                reason);
    }

    private Mapped refusedWithoutLookup(Mapped message) {
        return message instanceof Mapped.ToRefetch refetch && lookup.isEmpty() ? refetch.withoutLookup() : message;
    }
}
