package dev.orgrelay.mapping;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSONata's functions between texts and numbers or times. What they do to a long text cannot be stopped, so they are only given short ones. */
record PictureFunctions(Bounds bounds) {

    private static final List<Original> ORIGINALS = List.of(
            new Original("number", "<(nsb)-:n>", "number"),
            new Original("formatNumber", "<n-so?:s>", "formatNumber"),
            new Original("formatBase", "<n-n?:s>", "formatBase"),
            new Original("formatInteger", "<n-s:s>", "formatInteger"),
            new Original("parseInteger", "<s-s:n>", "parseInteger"),
            new Original("toMillis", "<s-s?:n>", "dateTimeToMillis"),
            new Original("fromMillis", "<n-s?s?:s>", "dateTimeFromMillis"),
            new Original("now", "<s?s?:s>", "now"));

    Map<String, JFunction> byName() {
        return ORIGINALS.stream().collect(Collectors.toMap(Original::name, this::bounded));
    }

    private JFunction bounded(Original original) {
        return new JFunction(
                (input, arguments) -> {
                    for (Object argument : arguments) {
                        if (argument instanceof String text) {
                            bounds.requirePictureLength(text);
                        }
                    }
                    return original.function().call(input, arguments);
                },
                original.signature());
    }

    private record Original(String name, String signature, JFunction function) {

        Original(String name, String signature, String method) {
            this(name, signature, new JFunction(name, signature, Functions.class, null, method));
        }
    }
}
