package dev.orgrelay.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Busy;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.SourceIds;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * One expression, evaluated on the messages of one delivery. Belongs to one thread.
 *
 * @param cpu the most processor time of all messages
 * @param untilDeadline how long somebody waits for them
 * @param told who is told each result, right or wrong
 */
record Evaluation(
        Syntax expression,
        List<Input> inputs,
        SourceIds ids,
        ZoneId zone,
        Duration cpu,
        Duration untilDeadline,
        Optional<Consumer<JsonNode>> told)
        implements Callable<List<List<MappedFields>>> {

    private static final String NOT_APPLICABLE = "the mapping cannot be applied to this message: ";

    @Override
    public List<List<MappedFields>> call() {
        Bounds bounds = new Bounds(cpu, untilDeadline);
        Map<String, JFunction> functions = functions(bounds);
        List<List<MappedFields>> results = new ArrayList<>();
        int count = 0;
        for (Input input : inputs) {
            List<MappedFields> result = next(input, results.size() + 1, bounds, functions);
            count += result.size();
            Results.requireCount(count);
            results.add(result);
        }
        return results;
    }

    private Map<String, JFunction> functions(Bounds bounds) {
        Map<String, JFunction> functions = new LinkedHashMap<>();
        functions.putAll(new TextFunctions(bounds).byName());
        functions.putAll(new ReplaceFunction(bounds).byName());
        functions.putAll(new AddedFunctions(bounds, ids).byName());
        functions.putAll(new PictureFunctions(bounds).byName());
        return functions;
    }

    private List<MappedFields> next(Input input, int number, Bounds bounds, Map<String, JFunction> functions) {
        try {
            Object result = evaluate(input, bounds, functions);
            told.ifPresent(listener -> listener.accept(Values.json(result)));
            return Results.read(result, ids, zone);
        } catch (Malformed e) {
            throw inputs.size() == 1 ? e : e.in("message " + number + " of " + inputs.size() + ": ");
        }
    }

    private Object evaluate(Input input, Bounds bounds, Map<String, JFunction> functions) {
        bounds.begin(Mapping.TIME_PER_MESSAGE);
        Frame frame = new Frame(null);
        bounds.watch(frame);
        functions.forEach(frame::bind);
        frame.bind("eval", (Object) null);
        try {
            return expression.program().evaluate(input.document(), frame);
        } catch (Malformed unreadable) {
            throw unreadable;
        } catch (RuntimeException | StackOverflowError e) {
            if (bounds.isTooLate()) {
                throw new Busy("the message could not be mapped in time; send it again later");
            }
            throw bounds.stopped()
                    .map(reason -> new Malformed(NOT_APPLICABLE + reason))
                    .orElseGet(() -> malformed(e));
        }
    }

    private Malformed malformed(Throwable failure) {
        if (failure instanceof JException wrong) {
            return expression.malformed(NOT_APPLICABLE, wrong);
        }
        return new Malformed(NOT_APPLICABLE
                + (failure instanceof StackOverflowError
                        ? "it nests too deep"
                        : "a function was given what it cannot work on"));
    }
}
