package dev.orgrelay.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import dev.orgrelay.message.IntakeException.Busy;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.SourceIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** One expression, evaluated on the messages of one delivery. Belongs to one thread. */
final class Evaluation implements Callable<List<List<MappedFields>>> {

    private final Syntax expression;
    private final List<Input> inputs;
    private final SourceIds ids;
    private final Duration cpu;
    private final Duration untilDeadline;
    private final Map<String, JFunction> functions = new LinkedHashMap<>();
    private Bounds bounds;

    /**
     * @param cpu the most processor time of all messages
     * @param untilDeadline how long somebody waits for them
     */
    Evaluation(Syntax expression, List<Input> inputs, SourceIds ids, Duration cpu, Duration untilDeadline) {
        this.expression = expression;
        this.inputs = inputs;
        this.ids = ids;
        this.cpu = cpu;
        this.untilDeadline = untilDeadline;
    }

    @Override
    public List<List<MappedFields>> call() {
        bounds = new Bounds(cpu, untilDeadline);
        functions.putAll(new TextFunctions(bounds).byName());
        functions.putAll(new ReplaceFunction(bounds).byName());
        functions.putAll(new AddedFunctions(bounds, ids).byName());
        functions.putAll(new PictureFunctions(bounds).byName());
        List<List<MappedFields>> results = new ArrayList<>();
        int count = 0;
        for (Input input : inputs) {
            List<MappedFields> result = next(input, results.size() + 1);
            count += result.size();
            Results.requireCount(count);
            results.add(result);
        }
        return results;
    }

    private List<MappedFields> next(Input input, int number) {
        try {
            return Results.read(evaluate(input), ids);
        } catch (Malformed e) {
            throw inputs.size() == 1
                    ? e
                    : new Malformed("message " + number + " of " + inputs.size() + ": " + e.getMessage());
        }
    }

    private Object evaluate(Input input) {
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
            throw new Malformed("the mapping cannot be applied to this message: "
                    + bounds.stopped().orElseGet(() -> reason(e)));
        }
    }

    private String reason(Throwable failure) {
        if (failure instanceof JException wrong) {
            return expression.reason(wrong);
        }
        return failure instanceof StackOverflowError
                ? "it nests too deep"
                : "a function was given what it cannot work on";
    }
}
