package dev.orgrelay.mapping;

import com.dashjoin.jsonata.Jsonata;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.SourceIds;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an expression resulted in: nothing, one object, or an array of objects. JSONata makes a sequence of one element the element itself, so both
 * are the same.
 */
final class Results {

    /** The most results of one delivery. */
    static final int MAX_RESULTS = 5_000;

    private Results() {}

    static List<MappedFields> read(Object result, SourceIds ids, ZoneId zone) {
        if (isNothing(result)) {
            return List.of();
        }
        if (result instanceof Map<?, ?> object) {
            return List.of(new ResultObject(object, ids, zone).read());
        }
        if (result instanceof List<?> list) {
            requireCount(list.size());
            return read(list, ids, zone);
        }
        throw new Malformed(
                "a mapping results in nothing, an object or an array of objects, not in " + Values.kind(result));
    }

    static void requireCount(int count) {
        if (count > MAX_RESULTS) {
            throw new Malformed("the mapping makes more than " + MAX_RESULTS + " changes of one delivery");
        }
    }

    private static List<MappedFields> read(List<?> list, SourceIds ids, ZoneId zone) {
        List<MappedFields> results = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            if (!isNothing(element)) {
                results.add(read(element, "result " + (i + 1) + " of " + list.size() + ": ", ids, zone));
            }
        }
        return List.copyOf(results);
    }

    private static MappedFields read(Object element, String which, SourceIds ids, ZoneId zone) {
        if (!(element instanceof Map<?, ?> object)) {
            throw new Malformed(which + "it must be an object, not " + Values.kind(element));
        }
        try {
            return new ResultObject(object, ids, zone).read();
        } catch (Malformed e) {
            throw e.in(which);
        }
    }

    static boolean isNothing(Object value) {
        return value == null || value == Jsonata.NULL_VALUE;
    }
}
