package dev.orgrelay.docs;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import io.smallrye.config.common.utils.StringUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the value of a key is.
 *
 * @param value the innermost type, without its package
 * @param wrappers the types around it, from the outside in
 */
record KeyType(String value, List<String> wrappers) {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("String", "text"),
            Map.entry("int", "number"),
            Map.entry("Integer", "number"),
            Map.entry("OptionalInt", "number"),
            Map.entry("long", "number"),
            Map.entry("Long", "number"),
            Map.entry("OptionalLong", "number"),
            Map.entry("double", "number"),
            Map.entry("Double", "number"),
            Map.entry("OptionalDouble", "number"),
            Map.entry("boolean", "yes/no"),
            Map.entry("Boolean", "yes/no"),
            Map.entry("Duration", "duration"),
            Map.entry("MemorySize", "size"),
            Map.entry("Path", "file"),
            Map.entry("ZoneId", "time zone"),
            Map.entry("OutboundUrl", "URL"),
            Map.entry("Location", "place"),
            Map.entry("SignedText", "text"),
            Map.entry("URI", "URL"));

    static KeyType of(Tree type) {
        if (type instanceof AnnotatedTypeTree annotated) {
            return of(annotated.getUnderlyingType());
        }
        if (!(type instanceof ParameterizedTypeTree parameterized)) {
            return new KeyType(type.toString(), List.of());
        }
        List<? extends Tree> arguments = parameterized.getTypeArguments();
        KeyType inner = of(arguments.get(arguments.size() - 1));
        List<String> wrappers = new ArrayList<>(List.of(parameterized.getType().toString()));
        wrappers.addAll(inner.wrappers());
        return new KeyType(inner.value(), wrappers);
    }

    boolean isByName() {
        return wrappers.contains("Map");
    }

    boolean isOptional() {
        return wrappers.contains("Optional") || isByName() || value.startsWith("Optional");
    }

    /** @param declared the type itself, if the program declares it */
    String words(Optional<SourceType> declared) {
        String one = declared.filter(SourceType::isEnum).map(KeyType::choice).orElseGet(() -> WORDS.get(value));
        if (one == null) {
            throw new IllegalStateException("no words are known for a setting of type " + value);
        }
        return wrappers.stream().anyMatch(Set.of("List", "Set")::contains) ? "list of " + one : one;
    }

    /** SmallRye Config takes constants in kebab case. */
    private static String choice(SourceType type) {
        return type.constants().stream()
                .map(constant -> "`" + StringUtil.skewer(constant) + "`")
                .collect(Collectors.joining(" or "));
    }
}
