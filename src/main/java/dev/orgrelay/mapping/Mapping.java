package dev.orgrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Busy;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.SourceIds;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A JSONata expression that turns messages into fields. Compiled once, used by many threads at once.
 *
 * <p>The expression is the operator's and is trusted to mean well; the message is a stranger's. So that no message can make an innocent
 * expression hang the relay:
 *
 * <ul>
 *   <li>processor time, depth and the size of every value are watched at every step ({@link Bounds});
 *   <li>regular expressions look at the clock while they read, {@code $pad} and {@code $join} look at the length before they build
 *       ({@link TextFunctions});
 *   <li>{@code $eval} does not exist, because a text of the message could become an expression;
 *   <li>what can still not be stopped, such as a regular expression that is itself called as a function, is given up after a fixed time, and
 *       at most {@value Workers#PLACES} such threads of one mapping can exist ({@link Workers}); then only this mapping answers "busy".
 * </ul>
 *
 * @see <a href="https://docs.jsonata.org">JSONata</a>
 */
public final class Mapping {

    /** The most processor time for one message. */
    public static final Duration TIME_PER_MESSAGE = Duration.ofSeconds(1);

    /** The most processor time for all messages of one delivery. */
    public static final Duration TIME_PER_DELIVERY = Duration.ofSeconds(5);

    /** Of whoever does not say how long he waits. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** What an evaluation needs at most to notice that its time is over. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Syntax expression;
    private final SourceIds ids;
    private final ZoneId zone;
    private final Workers workers;
    private final Optional<Consumer<JsonNode>> told;

    private Mapping(Syntax expression, SourceIds ids, ZoneId zone, Workers workers, Optional<Consumer<JsonNode>> told) {
        this.told = told;
        this.ids = ids;
        this.zone = zone;
        this.expression = expression;
        this.workers = workers;
    }

    /**
     * Compiles an expression.
     *
     * @param key the setting that it comes from
     * @param ids what the sender's ids become
     * @param zone of times without one
     * @throws MappingMistake if it is not JSONata
     */
    public static Mapping compile(String expression, String key, SourceIds ids, ZoneId zone) {
        Workers workers = new Workers();
        // A parser belongs to its thread and is not clean after an error, so each expression gets a new one.
        Duration time = TIME_PER_DELIVERY;
        return new Mapping(
                workers.run(() -> Syntax.compile(expression, key), time, time)
                        .await()
                        .indefinitely(),
                ids,
                zone,
                workers,
                Optional.empty());
    }

    /** The same, which tells {@code results} what the expression makes of each message, right or wrong, from other threads. */
    public Mapping telling(Consumer<JsonNode> results) {
        return new Mapping(expression, ids, zone, workers, Optional.of(results));
    }

    /** The expression as it was written. */
    public String text() {
        return expression.source().text();
    }

    /** Of times without one. */
    public ZoneId zone() {
        return zone;
    }

    /** What is not wrong, and may not be meant; one line each, beginning with a position. */
    public List<String> warnings() {
        return expression.warnings();
    }

    /**
     * What the expression makes of one message: nothing, one result, or several.
     *
     * @param untilDeadline how long somebody waits for it
     * @return fails with {@link Malformed} if the expression fails, takes too long, or results in something that is not one of the fields of a mapping, and
     *     with {@link Busy} if this mapping has too much to do
     */
    public Uni<List<MappedFields>> evaluate(Input input, Duration untilDeadline) {
        return evaluate(List.of(input), untilDeadline).map(results -> results.get(0));
    }

    /**
     * What the expression makes of each of the messages of one delivery, in their order.
     *
     * @param untilDeadline how long somebody waits for it
     * @return fails as above, and if all of them together take too long or result in too much
     */
    public Uni<List<List<MappedFields>>> evaluate(List<Input> inputs, Duration untilDeadline) {
        Duration whole = TIME_PER_MESSAGE.multipliedBy(Math.max(1, inputs.size()));
        Duration time = whole.compareTo(TIME_PER_DELIVERY) < 0 ? whole : TIME_PER_DELIVERY;
        return workers.run(
                new Evaluation(expression, inputs, ids, zone, time, untilDeadline, told),
                time.plus(GRACE),
                untilDeadline);
    }

    /** The same for whoever can wait for it. Blocks. */
    public List<List<MappedFields>> evaluate(List<Input> inputs) {
        return evaluate(inputs, LONGEST_WAIT).await().indefinitely();
    }

    /** The same for one message. Blocks. */
    public List<MappedFields> evaluate(Input input) {
        return evaluate(List.of(input)).get(0);
    }
}
