package dev.orgrelay.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.relay.TestClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CachedTokenTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final Deque<UniEmitter<? super IssuedToken>> asked = new ArrayDeque<>();
    private int requests;
    private final AccessToken token = new CachedToken("us", this::issue, Duration.ofSeconds(20), clock);

    @Test
    void aTokenIsAskedForWhenItIsFirstNeededAndThenKept() {
        assertThat(requests).isZero();
        UniAssertSubscriber<String> first = get();
        answer("one", HOUR);

        first.assertCompleted().assertItem("one");
        get().assertItem("one");
        clock.advance(HOUR.minus(FIVE_MINUTES).minus(SECOND));
        get().assertItem("one");
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void aHundredCallersShareOneRequest() {
        List<UniAssertSubscriber<String>> callers =
                IntStream.range(0, 100).mapToObj(i -> get()).toList();

        answer("one", HOUR);

        callers.forEach(caller -> caller.assertItem("one"));
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void whoeverStopsWaitingDoesNotStopTheRequest() {
        UniAssertSubscriber<String> impatient = get();
        UniAssertSubscriber<String> patient = get();
        impatient.cancel();

        answer("one", HOUR);

        patient.assertItem("one");
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void fiveMinutesBeforeItExpiresTheNextOneIsAskedForAndNobodyWaits() {
        have("one", HOUR);
        clock.advance(HOUR.minus(FIVE_MINUTES));

        get().assertItem("one");
        get().assertItem("one");
        assertThat(requests).isEqualTo(2);

        answer("two", HOUR);
        get().assertItem("two");
    }

    @Test
    void aTokenThatLivesTwoMinutesIsReplacedAfterOne() {
        have("one", Duration.ofMinutes(2));

        clock.advance(Duration.ofSeconds(59));
        get().assertItem("one");
        assertThat(requests).isEqualTo(1);
        clock.advance(SECOND);
        get().assertItem("one");
        assertThat(requests).isEqualTo(2);
    }

    @Test
    void anOldTokenIsUsedUntilItExpiresIfThereIsNoNewOne() {
        have("one", HOUR);
        clock.advance(HOUR.minus(FIVE_MINUTES));
        get().assertItem("one");
        refuse("down");

        get().assertItem("one");
        assertThat(requests).as("not asked again at once").isEqualTo(2);
        clock.advance(Duration.ofSeconds(30));
        get().assertItem("one");
        assertThat(requests).as("but half a minute later").isEqualTo(3);
        refuse("down");

        clock.advance(FIVE_MINUTES);
        UniAssertSubscriber<String> expired = get();
        refuse("still down");
        expired.assertFailedWith(TokenException.class, "still down");
    }

    @Test
    void aFailureIsRememberedForASecondAndNoLonger() {
        UniAssertSubscriber<String> first = get();
        refuse("down");
        first.assertFailedWith(TokenException.class, "down");

        get().assertFailedWith(TokenException.class, "down");
        assertThat(requests).isEqualTo(1);
        clock.advance(SECOND);
        UniAssertSubscriber<String> later = get();
        answer("one", HOUR);
        later.assertItem("one");
    }

    @Test
    void anIssuerThatFailsAtOnceOrWithAnythingIsAFailureLikeAnyOther() {
        AccessToken broken = new CachedToken(
                "us",
                () -> {
                    throw new IllegalStateException("secret text");
                },
                SECOND,
                clock);

        assertThatThrownBy(() -> broken.get().await().atMost(Duration.ofSeconds(5)))
                .isInstanceOf(TokenException.class)
                .hasMessage("the token endpoint gave no usable answer: something unexpected went wrong");
    }

    @Test
    void anIssuerThatIsSilentIsGivenUp() {
        AccessToken silent = new CachedToken("us", () -> Uni.createFrom().nothing(), Duration.ofMillis(50), clock);

        assertThatThrownBy(() -> silent.get().await().atMost(Duration.ofSeconds(5)))
                .isInstanceOf(TokenException.class)
                .hasMessage("the token endpoint did not answer within 50 ms");
    }

    @Test
    void aRefusedTokenIsReplacedOnceForAllWhoHadIt() {
        have("one", HOUR);

        List<UniAssertSubscriber<Optional<String>>> callers =
                IntStream.range(0, 100).mapToObj(i -> insteadOf("one")).toList();
        answer("two", HOUR);

        callers.forEach(caller -> caller.assertItem(Optional.of("two")));
        insteadOf("one").assertItem(Optional.of("two"));
        assertThat(requests).isEqualTo(2);
    }

    @Test
    void aReplacementThatIsRefusedTooIsNotReplacedAgainAndAgain() {
        have("one", HOUR);
        insteadOf("one");
        answer("two", HOUR);

        Stream.generate(() -> insteadOf("two")).limit(100).forEach(caller -> caller.assertItem(Optional.empty()));
        assertThat(requests).isEqualTo(2);

        clock.advance(Duration.ofSeconds(30));
        insteadOf("two");
        assertThat(requests).isEqualTo(3);
    }

    @Test
    void aReplacementThatCannotBeHadIsAFailure() {
        have("one", HOUR);
        UniAssertSubscriber<Optional<String>> other = insteadOf("one");
        refuse("down");

        other.assertFailedWith(TokenException.class, "down");
        get().assertItem("one");
    }

    @Test
    void theSameTokenAgainIsNoOther() {
        have("one", HOUR);

        UniAssertSubscriber<Optional<String>> other = insteadOf("one");
        answer("one", HOUR);

        other.assertItem(Optional.empty());
    }

    private void have(String value, Duration life) {
        get();
        answer(value, life);
    }

    private Uni<IssuedToken> issue() {
        requests++;
        return Uni.createFrom().<IssuedToken>emitter(asked::add);
    }

    private void answer(String value, Duration life) {
        Instant now = clock.instant();
        asked.remove().complete(new IssuedToken(value, now, now.plus(life)));
    }

    private void refuse(String reason) {
        asked.remove().fail(new TokenException(reason));
    }

    private UniAssertSubscriber<String> get() {
        return token.get().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private UniAssertSubscriber<Optional<String>> insteadOf(String refused) {
        return token.insteadOf(refused).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
