package dev.orgrelay.proof;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.message.Redaction;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides whether a request comes from the source that it claims to come from. Built once per source; safe for any
 * number of threads.
 */
public interface Authenticator {

    /** The scheme of a source that lets everybody in. */
    String DANGEROUS_NONE = "dangerous-none";

    /** What that scheme asks for: nothing. */
    Authenticator NO_PROOF = new Open();

    /** The scheme of a source whose sender has a token of Entra ID; {@code proof.entra} makes its authenticator. */
    String ENTRA = "entra";

    /**
     * What the head of a request proves: all of it but the body, which may not have arrived.
     *
     * @return empty if nothing speaks against it and the body has to be seen; fails with {@link IntakeException.Unauthenticated} if no body could make it a
     *     proof. The message helps an operator and holds no secret and no signature
     */
    Uni<Optional<Proof>> verifyHead(Delivery head);

    /** The scheme by which it could be done, in the words of {@code WWW-Authenticate} (RFC 9110, 11.1). */
    default String challenge() {
        return "Bearer";
    }

    /**
     * What {@code delivery} proves, where its head was not enough.
     *
     * @throws IntakeException.Unauthenticated if it proves nothing
     */
    default Proof verify(Delivery delivery) {
        throw new IntakeException.Unauthenticated("nothing but the head of a request proves who sends it");
    }

    /** What {@code delivery} would prove if its sender had proved itself, as far as no secret is needed to tell. */
    default Proof assumed(Delivery delivery) {
        return Proof.withoutId();
    }

    /**
     * What there is to compare where {@code delivery} proves nothing, for whoever sets the source up: what was signed, how the signature is written, how long the
     * secrets are. Holds no secret, and no signature that would be right; empty where the refusal says it all.
     */
    default String explanation(Delivery delivery) {
        return "";
    }

    /**
     * The request as its sender would send it at this time, with one of the secrets: what proves it is added to its headers or to its query.
     *
     * @throws IllegalArgumentException if that cannot be made here, with the reason
     */
    default Delivery sign(Delivery request) {
        throw new IllegalArgumentException("only the sender can make what proves this request");
    }

    /** What of a request nobody may keep, because it proves who sends. */
    default Redaction redaction() {
        return Redaction.USUAL;
    }

    /**
     * What a source's settings ask for, if nothing is wrong with them; a scheme that is not {@link #ENTRA}.
     *
     * @param mistakes those with the settings below {@code orgrelay.sources.hr.authentication}
     */
    static Authenticator of(AuthenticationConfig config, Mistakes mistakes, Clock clock) {
        return new ConfiguredProof(config, mistakes, clock).authenticator();
    }

    /** The same secrets as {@link #of} has, sent as they are in a field of the body. */
    static Authenticator ofToken(String field, AuthenticationConfig config, Mistakes mistakes, Clock clock) {
        return new ConfiguredProof(config, mistakes, clock).token(field);
    }

    /** Lets everybody in. The head of a request proves nothing, so that its body is received as a stranger's. */
    record Open() implements Authenticator {

        @Override
        public Uni<Optional<Proof>> verifyHead(Delivery head) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Delivery sign(Delivery request) {
            return request;
        }

        @Override
        public Proof verify(Delivery delivery) {
            return Proof.withoutId();
        }
    }

    /**
     * Lets nobody in.
     *
     * @param reason what to do about it
     */
    record Closed(String reason) implements Authenticator {

        @Override
        public Uni<Optional<Proof>> verifyHead(Delivery head) {
            return Uni.createFrom().failure(new Unauthenticated(reason));
        }

        @Override
        public Proof verify(Delivery delivery) {
            throw new Unauthenticated(reason);
        }

        @Override
        public Delivery sign(Delivery request) {
            throw new IllegalArgumentException(reason);
        }
    }
}
