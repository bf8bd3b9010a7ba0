package dev.orgrelay.identity;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Keeps a token until shortly before it expires. There is at most one request at a time, and whoever needs its answer shares it; while the token at hand
 * is still valid nobody waits.
 */
final class CachedToken implements AccessToken {

    private static final Logger LOG = Logger.getLogger(CachedToken.class);

    /** After a failure nobody asks again for so long: with no token at hand, and with one that is still valid. */
    private static final Duration PAUSE_WITHOUT = Duration.ofSeconds(1);

    private static final Duration PAUSE_WITH = Duration.ofSeconds(30);

    /** Where a new token is refused as well the token is not the reason, and yet another one would not help. */
    private static final Duration REPLACE_EVERY = Duration.ofSeconds(30);

    private final String subject;
    private final TokenIssuer issuer;
    private final Duration timeout;
    private final Clock clock;

    private Optional<IssuedToken> current = Optional.empty();
    private Optional<CompletableFuture<IssuedToken>> underWay = Optional.empty();
    private Optional<TokenException> failure = Optional.empty();
    private Instant failedAt = Instant.EPOCH;
    private Instant replacedAt = Instant.EPOCH;

    /** @param subject whose token this is and what for, for messages */
    CachedToken(String subject, TokenIssuer issuer, Duration timeout, Clock clock) {
        this.subject = subject;
        this.issuer = issuer;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public Uni<String> get() {
        return Uni.createFrom().deferred(this::getNow);
    }

    @Override
    public Uni<Optional<String>> insteadOf(String refused) {
        return Uni.createFrom().deferred(() -> insteadOfNow(refused));
    }

    private synchronized Uni<String> getNow() {
        Instant now = clock.instant();
        Optional<IssuedToken> valid = current.filter(token -> token.isValid(now));
        if (valid.isEmpty()) {
            return isPausing(PAUSE_WITHOUT, now)
                    ? Uni.createFrom().failure(failure.orElseThrow())
                    : answerOf(request()).map(IssuedToken::value);
        }
        if (valid.get().isAging(now) && !isPausing(PAUSE_WITH, now)) {
            request();
        }
        return Uni.createFrom().item(valid.get().value());
    }

    private synchronized Uni<Optional<String>> insteadOfNow(String refused) {
        Instant now = clock.instant();
        Optional<IssuedToken> other =
                current.filter(token -> token.isValid(now) && !token.value().equals(refused));
        if (other.isPresent()) {
            return Uni.createFrom().item(other.map(IssuedToken::value));
        }
        if (underWay.isEmpty()) {
            if (isPausing(PAUSE_WITHOUT, now) || now.isBefore(replacedAt.plus(REPLACE_EVERY))) {
                return Uni.createFrom().item(Optional.empty());
            }
            replacedAt = now;
        }
        return answerOf(request()).map(token -> Optional.of(token.value()).filter(value -> !value.equals(refused)));
    }

    private boolean isPausing(Duration pause, Instant now) {
        return failure.isPresent() && now.isBefore(failedAt.plus(pause));
    }

    private CompletableFuture<IssuedToken> request() {
        if (underWay.isPresent()) {
            return underWay.get();
        }
        CompletableFuture<IssuedToken> answer = new CompletableFuture<>();
        underWay = Optional.of(answer);
        Uni.createFrom()
                .deferred(issuer::issue)
                .ifNoItem()
                .after(timeout)
                .failWith(() ->
                        new TokenException("the token endpoint did not answer within " + timeout.toMillis() + " ms"))
                .subscribe()
                .with(token -> succeed(token, answer), problem -> fail(TokenException.of(problem), answer));
        return answer;
    }

    private void succeed(IssuedToken token, CompletableFuture<IssuedToken> answer) {
        synchronized (this) {
            current = Optional.of(token);
            failure = Optional.empty();
            underWay = Optional.empty();
        }
        LOG.debugf("new access token of %s, valid until %s", subject, token.expiresAt());
        answer.complete(token);
    }

    private void fail(TokenException problem, CompletableFuture<IssuedToken> answer) {
        synchronized (this) {
            failure = Optional.of(problem);
            failedAt = clock.instant();
            underWay = Optional.empty();
        }
        LOG.warnf("no access token of %s: %s", subject, problem.getMessage());
        answer.completeExceptionally(problem);
    }

    /** Whoever stops waiting does not stop the request, because others wait for it too. */
    private static Uni<IssuedToken> answerOf(CompletableFuture<IssuedToken> answer) {
        return Uni.createFrom().completionStage(answer.copy());
    }
}
