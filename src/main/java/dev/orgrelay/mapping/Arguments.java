package dev.orgrelay.mapping;

import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The arguments of a function. Their types were checked against its signature, except that any of them may be undefined. */
record Arguments(List<?> values) {

    /** A function that makes nothing of nothing, as JSONata's own do: it is only called if its first argument is there. */
    static JFunction function(Function<Arguments, Object> body, String signature) {
        return new JFunction((input, values) -> new Arguments(values).applyIfDefined(body), signature);
    }

    private Object applyIfDefined(Function<Arguments, Object> body) {
        return isUndefined(0) ? null : body.apply(this);
    }

    boolean isUndefined(int index) {
        return index >= values.size() || values.get(index) == null;
    }

    String text(int index) {
        return (String) values.get(index);
    }

    double number(int index) {
        return isUndefined(index) ? Double.NaN : ((Number) values.get(index)).doubleValue();
    }

    Object value(int index) {
        return values.get(index);
    }

    List<?> list(int index) {
        return values.get(index) instanceof List<?> list ? list : List.of(values.get(index));
    }

    /** A regular expression, or a text that is to be found as it is. */
    Pattern pattern(int index, Bounds bounds) {
        if (!isUndefined(index) && values.get(index) instanceof Pattern pattern) {
            return pattern;
        }
        if (!isUndefined(index) && values.get(index) instanceof String text) {
            return Pattern.compile(text, Pattern.LITERAL);
        }
        throw bounds.stop("argument " + (index + 1) + " must be a text or a regular expression");
    }

    /** How many of something; as many as there are if it is undefined. */
    int limit(int index, Bounds bounds) {
        if (isUndefined(index)) {
            return Integer.MAX_VALUE;
        }
        double limit = number(index);
        if (!(limit >= 0)) {
            throw bounds.stop("argument " + (index + 1) + " must not be negative");
        }
        return (int) limit;
    }
}
