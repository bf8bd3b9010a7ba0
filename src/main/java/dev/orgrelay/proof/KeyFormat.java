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

    /** The keys of a source, in the order of its secrets. */
    List<Key> keys(List<Secret> secrets, Algorithm algorithm, Mistakes mistakes) {
        List<Key> keys = new ArrayList<>();
        for (Secret secret : secrets) {
            try {
                keys.add(key(secret, algorithm));
            } catch (IllegalArgumentException e) {
                mistakes.add(SchemeSettings.SECRETS, secret, e.getMessage());
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
            throw new IllegalArgumentException("must have " + allowedSize()
                    + "; if the sender gives no better one, set " + SchemeSettings.DANGEROUS_SHORT_SECRETS + "=true");
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
