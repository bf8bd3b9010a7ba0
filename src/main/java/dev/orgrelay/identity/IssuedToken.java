package dev.orgrelay.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A token as it was issued.
 *
 * @param value what follows {@code Bearer }, at most 16 KiB of visible ASCII
 * @param issuedAt when it came
 * @param expiresAt from when on it is worth nothing
 */
record IssuedToken(String value, Instant issuedAt, Instant expiresAt) {

    private static final int LONGEST = 16 * 1024;
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** @throws TokenException if it cannot be used */
    IssuedToken {
        if (value.length() > LONGEST || !VISIBLE.matcher(value).matches()) {
            throw new TokenException("the token endpoint answered with something that is no access token");
        }
        if (!expiresAt.isAfter(issuedAt)) {
            throw new TokenException("the token endpoint answered with a token that has expired already;"
                    + " look at the clock of this machine");
        }
    }

    boolean isValid(Instant now) {
        return now.isBefore(expiresAt);
    }

    /** Whether it is time for the next one: five minutes before it expires, and for short-lived tokens in the middle of their life. */
    boolean isAging(Instant now) {
        Duration half = Duration.between(issuedAt, expiresAt).dividedBy(2);
        return !now.isBefore(expiresAt.minus(half.compareTo(EARLY) < 0 ? half : EARLY));
    }

    @Override
    public String toString() {
        return "token until " + expiresAt;
    }
}
