package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.central.ApplicationState.Kind;
import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.identity.TokenException;
import dev.orgrelay.relay.TestClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final CallGuard UNGUARDED = new CallGuard() {
        @Override
        public <T> Uni<T> around(Function<Duration, Uni<T>> call) {
            return call.apply(Duration.ZERO);
        }

        @Override
        public boolean letsThrough() {
            return true;
        }
    };

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final Token token = new Token();
    private final Access access = new Access(new Credential.Bearer(token), clock, new Availability("contoso", clock));
    private final List<String> calls = new ArrayList<>();

    @Test
    void aTokenIsSentAsBearer() {
        assertThat(call(200)).isEqualTo("done");
        assertThat(calls).containsExactly("Bearer one");
        assertThat(access.trouble()).isEmpty();
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnceAndTheCallMadeOnceMore() {
        token.next = Optional.of("two");

        assertThat(call(401, 200)).isEqualTo("done");
        assertThat(calls).containsExactly("Bearer one", "Bearer two");
        assertThat(token.refused).containsExactly("one");
        assertThat(access.trouble()).isEmpty();
    }

    @Test
    void aSecondRefusalIsFinalAndRememberedForAMinute() {
        token.next = Optional.of("two");

        assertUnauthorized(401, 401);
        assertThat(calls).containsExactly("Bearer one", "Bearer two");
        assertThat(access.trouble()).contains("the credential is not accepted: refused");

        clock.advance(Duration.ofSeconds(59));
        assertThat(access.trouble()).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(access.trouble()).isEmpty();
    }

    @Test
    void withoutAnotherTokenThereIsNoOtherCall() {
        assertUnauthorized(401);
        assertThat(calls).containsExactly("Bearer one");
    }

    @Test
    void anApiTokenIsSentOnce() {
        Access withApiToken = new Access(
                new ApiToken("contoso", "SharedAccessSignature x", clock), clock, new Availability("contoso", clock));

        assertThatThrownBy(() -> await(withApiToken.call(UNGUARDED, answers(401, 200))))
                .isInstanceOf(CentralException.class);
        assertThat(calls).containsExactly("SharedAccessSignature x");
    }

    @Test
    void anythingButARefusalProvesThatTheCredentialIsAccepted() {
        for (int status : new int[] {200, 400, 403, 404, 409, 429}) {
            assertUnauthorized(401);
            callQuietly(status);
            assertThat(access.trouble()).as("after %s", status).isEmpty();
        }
    }

    @Test
    void aGatewaysFailureProvesNothing() {
        assertUnauthorized(401);
        callQuietly(503);
        assertThat(access.trouble()).isPresent();
    }

    @Test
    void withoutATokenNothingIsCalledAndTheReasonIsKnown() {
        token.failure = Optional.of(new TokenException("the token endpoint answered 500"));

        assertThatThrownBy(() -> call(200))
                .isInstanceOfSatisfying(
                        CentralException.class, e -> assertThat(e.kind()).isEqualTo(CentralException.Kind.UNREACHABLE))
                .hasMessage("there is no access token for IoT Central: the token endpoint answered 500");
        assertThat(calls).isEmpty();
        assertThat(access.trouble())
                .contains("there is no access token for IoT Central: the token endpoint answered 500");

        token.failure = Optional.empty();
        call(200);
        assertThat(access.trouble()).isEmpty();
    }

    @Test
    void theStateOfAnApplicationNamesTheReasonAndTheNotice() {
        ApplicationState well = new ApplicationState(Kind.AVAILABLE, Optional.empty(), Optional.empty());
        assertThat(well).hasToString("available");
        assertThat(well.with(Optional.of("api token expires in 12 days")))
                .hasToString("available: api token expires in 12 days");
        assertThat(new ApplicationState(Kind.CREDENTIAL_REFUSED, Optional.empty(), Optional.of("401"))
                        .with(Optional.of("api token has expired 1 day ago")))
                .hasToString("credential-refused: 401, api token has expired 1 day ago");
    }

    private String call(int... statuses) {
        return await(access.call(UNGUARDED, answers(statuses)));
    }

    private void callQuietly(int status) {
        access.call(UNGUARDED, answers(status))
                .onFailure()
                .recoverWithItem("failed")
                .await()
                .indefinitely();
    }

    private void assertUnauthorized(int... statuses) {
        assertThatThrownBy(() -> call(statuses))
                .isInstanceOfSatisfying(CentralException.class, e -> assertThat(e.kind())
                        .isEqualTo(CentralException.Kind.UNAUTHORIZED));
    }

    /** Answers each call with the next status; one too many fails. */
    private BiFunction<String, Duration, Uni<String>> answers(int... statuses) {
        int before = calls.size();
        return (authorization, waited) -> {
            calls.add(authorization);
            int status = statuses[calls.size() - before - 1];
            return status == 200
                    ? Uni.createFrom().item("done")
                    : Uni.createFrom()
                            .failure(new CentralException(
                                    status, "refused", Optional.empty(), Optional.empty(), Optional.empty()));
        };
    }

    private static String await(Uni<String> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    private static final class Token implements AccessToken {

        private final List<String> refused = new ArrayList<>();
        private Optional<String> next = Optional.empty();
        private Optional<TokenException> failure = Optional.empty();

        @Override
        public Uni<String> get() {
            return failure.<Uni<String>>map(e -> Uni.createFrom().failure(e))
                    .orElseGet(() -> Uni.createFrom().item("one"));
        }

        @Override
        public Uni<Optional<String>> insteadOf(String token) {
            refused.add(token);
            return Uni.createFrom().item(next);
        }
    }
}
