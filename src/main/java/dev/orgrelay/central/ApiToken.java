package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * An API token, sent as it is. It carries its own expiry, {@code se}, in milliseconds; nobody can renew it but a person, who is reminded for 30 days, once a
 * day at most.
 */
final class ApiToken implements Credential {

    private static final Logger LOG = Logger.getLogger(ApiToken.class);
    private static final Pattern EXPIRY = Pattern.compile("[ &]se=(\\d{12,15})(?=&|$)");
    private static final Duration REMIND_FOR = Duration.ofDays(30);
    private static final Duration REMIND_EVERY = Duration.ofDays(1);

    private final String application;
    private final Uni<String> authorization;
    private final Optional<Instant> expiry;
    private final Clock clock;
    private Instant remindedAt = Instant.MIN;

    ApiToken(String application, String token, Clock clock) {
        this.application = application;
        this.authorization = Uni.createFrom().item(token);
        this.expiry = expiry(token);
        this.clock = clock;
    }

    /** When a token expires, if it says so in the way that the vendor's tokens do. */
    static Optional<Instant> expiry(String token) {
        Matcher matcher = EXPIRY.matcher(token);
        return matcher.find() ? Optional.of(Instant.ofEpochMilli(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    @Override
    public Uni<String> authorization() {
        notice().filter(notice -> isTimeToRemind())
                .ifPresent(notice -> LOG.warnf(
                        "application %s: %s; make a new one in IoT Central and set orgrelay.applications.%s.api-token",
                        application, notice, application));
        return authorization;
    }

    @Override
    public Uni<Optional<String>> insteadOf(String refused) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Optional<String> notice() {
        return expiry.map(end -> Duration.between(clock.instant(), end))
                .filter(left -> left.compareTo(REMIND_FOR) <= 0)
                .map(ApiToken::notice);
    }

    @Override
    public Optional<Instant> ends() {
        return expiry;
    }

    private static String notice(Duration left) {
        if (left.isNegative() || left.isZero()) {
            return "api token has expired " + days(left.negated()) + " ago";
        }
        return "api token expires in " + days(left);
    }

    private static String days(Duration duration) {
        long days = duration.toDays();
        return days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    }

    private synchronized boolean isTimeToRemind() {
        Instant now = clock.instant();
        if (now.isBefore(remindedAt.plus(REMIND_EVERY))) {
            return false;
        }
        remindedAt = now;
        return true;
    }
}
