package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaitLimitTest {

    private static final Duration OFTEN = Duration.ofHours(20);
    private static final Change CHILD = Changes.create("child", "Child", "parent", 1);
    private static final Outcome NO_PLACE = new Deferred(Cause.NO_PLACE, "its parent 'parent' does not exist");

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final MemoryDeadLetters letters = new MemoryDeadLetters();
    private final WaitLimit limit = new WaitLimit(Records.inMemory(), letters, () -> Duration.ofDays(3), clock);

    @Test
    void whatComesAgainForTooLongIsADeadLetterAndNothingElse() {
        Change other = Changes.create("other", "Other", null, 1);
        for (int hours = 0; hours <= 60; hours += 20) {
            assertThat(check(NO_PLACE)).isEqualTo(NO_PLACE);
            clock.advance(OFTEN);
        }

        List<Outcome> outcomes = limit.check(List.of(other, CHILD), List.of(new Outcome.Applied(), NO_PLACE))
                .await()
                .indefinitely();

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Applied.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
        DeadLetter letter = letters.list(Optional.empty(), 10)
                .await()
                .indefinitely()
                .letters()
                .get(0);
        assertThat(letter.outcome()).isEqualTo("deferred");
        assertThat(letter.reason()).isEqualTo("it waited for 72 h in vain: its parent 'parent' does not exist");
        assertThat(letter.change()).contains(CHILD);
        clock.advance(OFTEN);
        assertThat(check(NO_PLACE)).as("its sender may not have heard it").isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whatIsNotSentForADayBeginsAnew() {
        check(NO_PLACE);
        clock.advance(Duration.ofDays(4));

        assertThat(check(NO_PLACE)).isEqualTo(NO_PLACE);
        clock.advance(OFTEN);
        assertThat(check(NO_PLACE)).isEqualTo(NO_PLACE);
    }

    @Test
    void eachEventHasATimeOfItsOwn() {
        check(NO_PLACE);
        for (int i = 0; i < 4; i++) {
            clock.advance(OFTEN);
            check(NO_PLACE);
        }

        Change another = Changes.ofEvent(CHILD, "another");
        assertThat(limit.check(List.of(another), List.of(NO_PLACE)).await().indefinitely())
                .containsExactly(NO_PLACE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NO_PLACE", "MISSING"})
    void whatWaitsForNobodyElseIsLeftToItsSender(Cause cause) {
        Outcome outcome = new Deferred(cause, "an outage");
        for (int i = 0; i < 6; i++) {
            assertThat(check(outcome)).isEqualTo(outcome);
            clock.advance(OFTEN);
        }
    }

    @Test
    void whatInstancesShareIsForgottenHoweverManyWait() {
        Records memory = Records.inMemory();
        Records shared = (Records) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Records.class},
                (proxy, method, arguments) ->
                        method.getName().equals("areShared") ? true : method.invoke(memory, arguments));
        WaitLimit ofMany = new WaitLimit(shared, letters, () -> Duration.ofDays(3), clock);
        int aDay = 500;
        for (int i = 0; i < 10 * aDay; i++) {
            ofMany.check(List.of(Changes.ofEvent(CHILD, "event-" + i)), List.of(NO_PLACE))
                    .await()
                    .indefinitely();
            clock.advance(Duration.ofDays(1).dividedBy(aDay));
        }

        int kept = 0;
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            Records.Page page = memory.list("deferred", next).await().indefinitely();
            kept += page.rows().size();
            next = page.next();
        }
        assertThat(kept).isBetween(aDay, 3 * aDay);
    }

    private Outcome check(Outcome outcome) {
        return limit.check(List.of(CHILD), List.of(outcome))
                .await()
                .indefinitely()
                .get(0);
    }
}
