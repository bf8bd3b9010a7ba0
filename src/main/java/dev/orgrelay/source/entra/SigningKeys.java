package dev.orgrelay.source.entra;

import dev.orgrelay.source.IntakeException.Busy;
import java.io.IOException;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The public keys of an issuer, by their ids. Read when the first token comes, again after an hour, and when a token names a key that is not among them,
 * because issuers change keys at any time. Keys that are known are used for a day while they cannot be read again. Blocks while it reads.
 */
final class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofHours(1);
    private static final Duration KEEP_FOR = Duration.ofHours(24);

    /** Anybody can make up names of keys, and must not have them looked up all the time. */
    private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(30);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

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

    /** @param issuer whose keys these are, for messages */
    SigningKeys(String issuer, Reading reading, Clock clock) {
        this.issuer = issuer;
        this.reading = reading;
        this.clock = clock;
    }

    /**
     * The key of that id, if the issuer has it.
     *
     * @throws Busy if that cannot be found out at the moment
     */
    Optional<Key> find(String id) {
        Known before = known;
        Optional<Key> key = Optional.ofNullable(before.keys().get(id));
        Duration age = Duration.between(before.readAt(), clock.instant());
        if (age.compareTo(key.isPresent() ? READ_AGAIN_AFTER : LOOK_UP_EVERY) < 0) {
            return key;
        }
        try {
            return Optional.ofNullable(readAgain(before).keys().get(id));
        } catch (IOException e) {
            if (key.isPresent() && age.compareTo(KEEP_FOR) < 0) {
                return key;
            }
            throw new Busy("the token cannot be checked, because the keys of its issuer cannot be read at the moment");
        }
    }

    /** One reads for all who wait. */
    private synchronized Known readAgain(Known before) throws IOException {
        if (known != before) {
            return known;
        }
        if (clock.instant().isBefore(failedAt.plus(PAUSE_AFTER_FAILURE))) {
            throw new IOException("failed a moment ago");
        }
        try {
            known = new Known(Map.copyOf(reading.now()), clock.instant());
            return known;
        } catch (IOException e) {
            failedAt = clock.instant();
            LOG.warnf(
                    "the signing keys of %s cannot be read: %s",
                    issuer, e.getClass().getSimpleName());
            throw e;
        }
    }
}
