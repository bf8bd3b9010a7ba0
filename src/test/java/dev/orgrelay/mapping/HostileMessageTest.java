package dev.orgrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.IntakeException.Busy;
import dev.orgrelay.message.IntakeException.Malformed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that want to keep the relay busy or fill its memory: they are turned away in time, and nothing of them stays. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileMessageTest {

    /** The longest processor time of an evaluation, and what a busy machine makes of it. */
    private static final Duration BOUND = Mapping.TIME_PER_DELIVERY.multipliedBy(8);

    /** Of a text that takes a regular expression some seconds; with each character almost twice as long. */
    private static final int SLOW = Boolean.getBoolean("test.long") ? 29 : 28;

    private static final String BODY = "{'n': 200000000, 'k': 9999999, 'deep': 100000, 'text': '" + "a".repeat(60)
            + "', 'long': '" + "x".repeat(900_000) + "', 'digits': '" + "1".repeat(100_000) + "', 'list': "
            + Collections.nCopies(2_000, 7) + "}";

    @AfterEach
    void noThreadIsLeft() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> mappingThreads() == 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '"',
            value = {
                "($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(body.deep)) => nests deeper than 512 steps",
                "($f := function($n) { $n = 0 ? 0 : $f($n - 1) }; $f(body.n)) => takes too long",
                "{'a': 1, 'b': ($f := function($n) { 1 + $f($n) }; $f(1))} => nests deeper",
                "($f := function($n) { $f($n) }; {'a': 1, 'b': $f(1)}) => takes too long",
                "[1..body.k] => grows beyond 20000 elements",
                "[1..body.n] => size of the sequence",
                "$sum([1..body.k]) => grows beyond 20000 elements",
                "[1..body.k].{'operation': 'ignore'} => grows beyond 20000 elements",
                "$map([1..body.k], function($i) { $i }) => grows beyond 20000 elements",
                "[1..20000].($x := $; [1..20000].($x * $)) => handles more than 1000000 elements",
                "[1..2000].[1..2000] => handles more than 1000000 elements",
                "body.list.($$.body.list) => handles more than 1000000 elements",
                "body.list.{'a': $$.body.list} => handles more than 1000000 elements",
                "$map(body.list, function($x) { $$.body.list }) => handles more than 1000000 elements",
                "$toMillis(body.digits) => texts of at most 1000 characters",
                "$toMillis(body.digits, '[Y]') => texts of at most 1000 characters",
                "$number(body.digits) => texts of at most 1000 characters",
                "$parseInteger(body.digits, '#0') => texts of at most 1000 characters",
                "$fromMillis(0, body.digits) => texts of at most 1000 characters",
                "$formatNumber(1, body.digits) => texts of at most 1000 characters",
                "$formatInteger(1, body.digits) => texts of at most 1000 characters",
                "$now(body.digits) => texts of at most 1000 characters",
                "$pad(body.text, body.n) => $pad makes texts of at most 10000 characters",
                "$contains(body.text, /(.*a){12}b/) => takes too long",
                "$match(body.text, /(.*a){12}b/) => takes too long",
                "$replace(body.text, /(.*a){12}b/, '') => takes too long",
                "$split(body.text, /(.*a){12}b/) => takes too long",
                "$contains(body.long, /(x+x+)+y/) => takes too long",
                "$contains(body.long, /(x|y)*z/) => it ",
                "$match(body.long, /x/) => grows beyond 20000 elements",
                "$split(body.long, 'x') => grows beyond 20000 elements",
                "$split(body.long, '') => grows beyond 20000 elements",
                "$replace(body.long, 'x', body.long) => grows beyond 2097152 characters",
                "$replace(body.long, /x/, function($m) { body.n }) => must return a text",
                "$join([body.long, body.long, body.long]) => grows beyond 2097152 characters",
                "body.long & body.long & body.long => grows beyond 2097152 characters",
                "[1..20000].($string($$)) => handles more than 67108864 characters of long texts",
                "$reduce([1..20000], function($a, $b) { $a & $$.body.text & '' }) => long texts",
                "$replace(body.long, /x/, function($m) { $$.body.long }) => grows beyond 2097152 characters",
                "body.long => a mapping results in nothing",
            })
    void hostileMessagesAreTurnedAwayInTime(String expression, String reason) {
        long start = System.nanoTime();

        Throwable thrown = catchThrowable(() -> Inputs.evaluate(expression, BODY));

        assertThat(thrown).isInstanceOf(Malformed.class).hasMessageContaining(reason);
        assertThat(thrown.getMessage()).hasSizeLessThanOrEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    /** Some functions of the library take the square of the size of what they are given. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "body.*",
                "**",
                "**.**",
                "$keys(body)",
                "$spread(body)",
                "$each(body, function($v) { $v })",
                "$distinct(body.*)",
                "$distinct($spread(body))",
                "$merge($spread(body))",
                "$sort($keys(body))",
                "$reverse($keys(body))",
                "$zip($keys(body), $keys(body))",
                "$string(body)",
                "body ~> | $ | {'x': 1} |",
                "$keys(body){$: $}",
                "$keys(body)^(>$)",
                "body.*.%.%",
            })
    void largeObjectsDoNotTakeForever(String expression) {
        Input input = Inputs.body(objectWith(Bounds.MAX_MEMBERS));
        Mapping mapping = Inputs.mapping("(" + expression + "; null)");
        long start = System.nanoTime();

        assertThat(catchThrowable(() -> mapping.evaluate(input)))
                .satisfiesAnyOf(thrown -> assertThat(thrown).isNull(), thrown -> assertThat(thrown)
                        .isInstanceOf(Malformed.class));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    @Test
    void aLongArrayIsTurnedAway() {
        String elements = "1,".repeat(20_000) + "1";

        assertThatThrownBy(() -> Inputs.evaluate("body.x", "[" + elements + "]"))
                .isInstanceOf(Malformed.class)
                .hasMessage("the message holds an array with 20001 elements, a mapping reads at most 20000");
    }

    @Test
    void aLongNumberOfMembersIsTurnedAway() {
        assertThatThrownBy(() -> Inputs.evaluate("body.x", objectWith(5_001)))
                .isInstanceOf(Malformed.class)
                .hasMessage("the message holds an object with 5001 elements, a mapping reads at most 5000");
    }

    @Test
    void manySlowMessagesOfOneDeliveryHaveOneTimeTogether() {
        Mapping mapping = Inputs.mapping("$contains(body.text, /(.*a){12}b/) ? {'operation': 'ignore'}");
        List<Input> inputs = Collections.nCopies(1_000, Inputs.body("{'text': '" + "a".repeat(18) + "'}"));
        long start = System.nanoTime();

        assertThatThrownBy(() -> mapping.evaluate(inputs)).isInstanceOf(Malformed.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    private static String objectWith(int members) {
        return IntStream.range(0, members).mapToObj(i -> "'k" + i + "':[1]").collect(Collectors.joining(",", "{", "}"));
    }

    /** The one thing that cannot be stopped: a regular expression as a function, here on a text that it has read after some seconds. */
    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void whatCannotBeStoppedIsGivenUpAndCannotPileUp() throws Exception {
        Mapping mapping = Inputs.mapping("$exists(/(.*a){12}b/(body.text)) ? {'operation': 'ignore'}");
        Input slow = Inputs.body("{'text': '" + "a".repeat(SLOW) + "'}");

        List<Class<?>> endings = atOnce(8, () -> ending(mapping, slow));

        assertThat(endings).contains(Malformed.class).isSubsetOf(Malformed.class, Busy.class);
        assertThat(mappingThreads()).isLessThanOrEqualTo(Workers.PLACES);
        assertThat(Inputs.evaluate("{'operation': 'ignore'}", "{}")).hasSize(1);
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> mappingThreads() == 0);
        assertThat(mapping.evaluate(Inputs.body("{'text': 'x'}"))).isEmpty();
    }

    private static List<Class<?>> atOnce(int count, Callable<Class<?>> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Class<?>> results = new ArrayList<>();
            for (Future<Class<?>> result : threads.invokeAll(Collections.nCopies(count, task))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Class<?> ending(Mapping mapping, Input input) {
        try {
            mapping.evaluate(input);
            return Mapping.class;
        } catch (IntakeException e) {
            return e.getClass();
        }
    }

    private static long mappingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mapping"))
                .count();
    }
}
