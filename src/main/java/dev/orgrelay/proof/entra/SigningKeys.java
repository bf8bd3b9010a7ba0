package dev.orgrelay.proof.entra;

import dev.orgrelay.message.IntakeException.Busy;
import dev.orgrelay.organization.FailureText;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * The public keys of an issuer, by their ids. Read when the first token comes, again after an hour, and when a token names a key that is not among them,
 * because issuers change keys at any time. Keys that are known are used for a day while they cannot be read again. Nobody is blocked while they are read.
 */
final class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofHours(1);
    private static final Duration KEEP_FOR = Duration.ofHours(24);

    /** Anybody can make up names of keys, and must not have them looked up all the time. */
    private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(30);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final int MOST_WAITING = 256;

    /** Reads all keys of an issuer now. */
    @FunctionalInterface
    interface Reading {
        Map<String, Key> now() throws IOException;
    }

    private record Known(Map<String, Key> keys, Instant readAt) {}

    private final String issuer;
    private final Reading reading;
    private final Clock clock;

    private volatile Known known = new Known(Map.of(), Instant.EPOCH);
    private Instant failedAt = Instant.EPOCH;
    private Optional<CompletableFuture<Known>> underWay = Optional.empty();

    /** @param issuer whose keys these are, for messages */
    SigningKeys(String issuer, Reading reading, Clock clock) {
        this.issuer = issuer;
        this.reading = reading;
        this.clock = clock;
    }

    /**
     * The key of that id, if the issuer has it.
     *
     * @param deadline until when somebody waits for it
     * @return fails with {@link Busy} if that cannot be found out until then, or too many wait for it
     */
    Uni<Optional<Key>> find(String id, Instant deadline) {
        Known before = known;
        Optional<Key> key = Optional.ofNullable(before.keys().get(id));
        Duration age = Duration.between(before.readAt(), clock.instant());
        if (age.compareTo(key.isPresent() ? READ_AGAIN_AFTER : LOOK_UP_EVERY) < 0) {
            return Uni.createFrom().item(key);
        }
        return readAgain(before, deadline)
                .map(now -> Optional.ofNullable(now.keys().get(id)))
                .onFailure()
                .recoverWithUni(failure -> key.isPresent() && age.compareTo(KEEP_FOR) < 0
                        ? Uni.createFrom().item(key)
                        : Uni.createFrom().failure(unknown()));
    }

    private static Busy unknown() {
        return new Busy("the token cannot be checked, because the keys of its issuer cannot be read at the moment");
    }

    /** One reads for all who wait. */
    private synchronized Uni<Known> readAgain(Known before, Instant deadline) {
        if (known != before) {
            return Uni.createFrom().item(known);
        }
        if (underWay.isEmpty()) {
            if (clock.instant().isBefore(failedAt.plus(PAUSE_AFTER_FAILURE))) {
                return Uni.createFrom().failure(new IOException("failed a moment ago"));
            }
            CompletableFuture<Known> started = new CompletableFuture<>();
            underWay = Optional.of(started);
            Infrastructure.getDefaultWorkerPool().execute(() -> read(started));
        }
        if (underWay.get().getNumberOfDependents() >= MOST_WAITING) {
            return Uni.createFrom().failure(new IOException("too many wait for it"));
        }
        Duration left = Duration.between(clock.instant(), deadline);
        return Uni.createFrom()
                .completionStage(underWay.get())
                .ifNoItem()
                .after(left.compareTo(SHORTEST_WAIT) > 0 ? left : SHORTEST_WAIT)
                .fail();
    }

    private void read(CompletableFuture<Known> started) {
        try {
            Known read = new Known(Map.copyOf(reading.now()), clock.instant());
            end(() -> known = read);
            started.complete(read);
        } catch (IOException | RuntimeException e) {
            end(() -> failedAt = clock.instant());
            LOG.warnf("the signing keys of %s cannot be read: %s", issuer, FailureText.ofKind(e));
            started.completeExceptionally(e);
        }
    }

    private synchronized void end(Runnable remember) {
        remember.run();
        underWay = Optional.empty();
    }
}
