package dev.orgrelay.proof;

import dev.orgrelay.configuration.KeyCheck;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a secret's bytes are written.
 *
 * @param prefix what may stand before them and is no part of them: {@code whsec_}
 * @param fewest how many there must be at least; a short secret can be guessed
 * @param most how many there may be
 */
record KeyFormat(Encoding encoding, Optional<String> prefix, int fewest, int most) {

    /** 128 bits: what nobody can guess. */
    private static final int FEWEST = 16;

    private static final String SHORT = "dangerous-short-secrets";

    /** @param prefix what may stand before these secrets */
    static KeyFormat of(AuthenticationConfig config, Optional<String> prefix, Mistakes mistakes) {
        boolean takesShortOnes = config.dangerousShortSecrets();
        mistakes.require(
                takesShortOnes || config.keyFewestBytes() >= FEWEST,
                "key-fewest-bytes",
                config.keyFewestBytes(),
                "allowed is " + FEWEST + " or more; for a sender that gives no better secrets, set " + SHORT + "=true");
        return new KeyFormat(
                config.keyEncoding().orElse(Encoding.UTF_8),
                SchemeSettings.unlessNone(prefix),
                takesShortOnes ? 1 : config.keyFewestBytes(),
                config.keyMostBytes().orElse(Integer.MAX_VALUE));
    }

    /** The format of a token that is sent as it is. */
    static KeyFormat ofToken(AuthenticationConfig config) {
        return new KeyFormat(
                Encoding.UTF_8, Optional.empty(), config.dangerousShortSecrets() ? 1 : FEWEST, Integer.MAX_VALUE);
    }

    /** The keys of a source, in the order of its secrets. */
    List<Key> keys(List<Secret> secrets, Algorithm algorithm, Mistakes mistakes) {
        List<Key> keys = new ArrayList<>();
        for (Secret secret : secrets) {
            try {
                keys.add(key(secret, algorithm));
            } catch (IllegalArgumentException e) {
                mistakes.add("secrets", secret, e.getMessage());
            }
        }
        return keys;
    }

    private Key key(Secret secret, Algorithm algorithm) {
        if (KeyCheck.isUnresolvedSecret(secret.text())) {
            throw new IllegalArgumentException(KeyCheck.UNRESOLVED_SECRET);
        }
        String written = withoutPrefix(secret.text());
        if (written.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        byte[] bytes = encoding.decode(written).orElseThrow(this::unreadable);
        Key key = algorithm.key(bytes);
        requireSize(bytes.length);
        return key;
    }

    private void requireSize(int bytes) {
        if (bytes > most) {
            throw new IllegalArgumentException("must have " + allowedSize());
        }
        if (bytes < fewest) {
            throw new IllegalArgumentException(
                    "must have " + allowedSize() + "; if the sender gives no better one, set " + SHORT + "=true");
        }
    }

    private String allowedSize() {
        return (most == Integer.MAX_VALUE ? fewest + " bytes or more" : fewest + " to " + most + " bytes")
                + ", decoded";
    }

    private String withoutPrefix(String secret) {
        return prefix.filter(secret::startsWith)
                .map(start -> secret.substring(start.length()))
                .orElse(secret);
    }

    private IllegalArgumentException unreadable() {
        return new IllegalArgumentException("must be written as " + Words.written(encoding)
                + prefix.map(start -> ", with or without " + start).orElse(""));
    }
}
