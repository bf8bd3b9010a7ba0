package dev.orgrelay.mapping;

import com.dashjoin.jsonata.Functions;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a native executable needs to know about JSONata.
 *
 * <p>The library finds each of its functions by name among the public methods of one class and calls it with {@code Method.invoke}. It uses no other
 * reflection but that of {@link OfOperators}, no resources, no {@code ServiceLoader} and no class loading by name.
 */
@RegisterForReflection(targets = Functions.class, fields = false, ignoreNested = true)
final class JsonataReflection {

    private JsonataReflection() {}

    /** The operators {@code ?:} and {@code ??} copy what stands before them by serialization, and all that the parser knows along with it. */
    @RegisterForReflection(
            serialization = true,
            ignoreNested = true,
            methods = false,
            fields = false,
            classNames = {
                "com.dashjoin.jsonata.Parser",
                "com.dashjoin.jsonata.Parser$1",
                "com.dashjoin.jsonata.Parser$2",
                "com.dashjoin.jsonata.Parser$3",
                "com.dashjoin.jsonata.Parser$4",
                "com.dashjoin.jsonata.Parser$5",
                "com.dashjoin.jsonata.Parser$6",
                "com.dashjoin.jsonata.Parser$7",
                "com.dashjoin.jsonata.Parser$8",
                "com.dashjoin.jsonata.Parser$9",
                "com.dashjoin.jsonata.Parser$10",
                "com.dashjoin.jsonata.Parser$11",
                "com.dashjoin.jsonata.Parser$12",
                "com.dashjoin.jsonata.Parser$13",
                "com.dashjoin.jsonata.Parser$14",
                "com.dashjoin.jsonata.Parser$15",
                "com.dashjoin.jsonata.Parser$16",
                "com.dashjoin.jsonata.Parser$17",
                "com.dashjoin.jsonata.Parser$18",
                "com.dashjoin.jsonata.Parser$Infix",
                "com.dashjoin.jsonata.Parser$InfixAndPrefix",
                "com.dashjoin.jsonata.Parser$InfixR",
                "com.dashjoin.jsonata.Parser$Prefix",
                "com.dashjoin.jsonata.Parser$Symbol",
                "com.dashjoin.jsonata.Parser$Terminal",
                "[Lcom.dashjoin.jsonata.Parser$Symbol;",
                "com.dashjoin.jsonata.Tokenizer",
                "java.lang.Boolean",
                "java.lang.Character",
                "java.lang.Double",
                "java.lang.Integer",
                "java.lang.Number",
                "java.lang.String",
                "java.util.ArrayList",
                "java.util.CollSer",
                "java.util.HashMap",
                "java.util.ImmutableCollections$List12",
                "java.util.regex.Pattern"
            })
    static final class OfOperators {

        private OfOperators() {}
    }
}
