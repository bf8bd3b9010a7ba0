package dev.orgrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

    private long now = Long.MAX_VALUE - 5;

    @Test
    void aFullBucketGivesAsManyTokensAsItsRate() {
        assertThat(taken(bucket(20), 30)).isEqualTo(20);
    }

    @Test
    void itFillsContinuously() {
        TokenBucket bucket = bucket(20);
        taken(bucket, 20);

        pass(Duration.ofMillis(49));
        assertThat(taken(bucket, 5)).isZero();
        pass(Duration.ofMillis(1));
        assertThat(taken(bucket, 5)).isEqualTo(1);
    }

    @Test
    void partsOfATokenAreNotLost() {
        TokenBucket bucket = bucket(3);
        taken(bucket, 3);

        int taken = 0;
        for (int millisecond = 1; millisecond <= 1000; millisecond++) {
            pass(Duration.ofMillis(1));
            taken += taken(bucket, 1);
        }
        assertThat(taken).isEqualTo(3);
    }

    @Test
    void itNeverHoldsMoreThanItsRate() {
        TokenBucket bucket = bucket(5);
        taken(bucket, 5);

        pass(Duration.ofDays(400));
        assertThat(taken(bucket, 20)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void zeroOrLessMeansAnyNumber(int unlimited) {
        assertThat(taken(bucket(unlimited), 10_000)).isEqualTo(10_000);
    }

    @Test
    void theLargestRateDoesNotOverflow() {
        TokenBucket bucket = bucket(Integer.MAX_VALUE);
        taken(bucket, 1000);

        pass(Duration.ofDays(1));
        assertThat(taken(bucket, 1000)).isEqualTo(1000);
    }

    private TokenBucket bucket(int perSecond) {
        return new TokenBucket(perSecond, () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static int taken(TokenBucket bucket, int attempts) {
        return (int) IntStream.range(0, attempts).filter(i -> bucket.tryTake()).count();
    }
}
