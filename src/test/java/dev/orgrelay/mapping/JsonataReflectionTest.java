package dev.orgrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.ObjectInputFilter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A native executable can copy by serialization only what is registered for it. */
class JsonataReflectionTest {

    private static final Set<String> READ = ConcurrentHashMap.newKeySet();

    private static final Set<String> WITHOUT_REGISTRATION = Set.of("[Ljava.lang.Object;", "[Ljava.util.Map$Entry;");

    /** What writing looks at in a native executable, and reading does not. */
    private static final Set<String> WRITTEN = Set.of("java.lang.String");

    private static final List<String> OPERANDS = List.of(
            "a",
            "a.b[0].c",
            "a[b = 1 and c != 'x'].d",
            "a[]",
            "a.%.b",
            "a@$v.b",
            "a#$i.b",
            "a^(>b, <c)",
            "a{b: c}",
            "a.* & a.**",
            "a ~> $uppercase",
            "(a; $b := -a)",
            "a ? b : c",
            "a in [1..3] or 1.5 >= 1",
            "{'a': true, 'b': [1, 12345678901234567890, null]}",
            "|a|{'b': 1}|",
            "$match(a, /ab+/i)",
            "$f(?, \"s\")",
            "function($x) { $x ?? 1 }",
            "$$.`x y`");

    /** Once for the virtual machine; it watches, and leaves every decision to others. */
    static {
        ObjectInputFilter.Config.setSerialFilter(read -> {
            if (read.serialClass() != null) {
                READ.add(read.serialClass().getName());
            }
            return ObjectInputFilter.Status.UNDECIDED;
        });
    }

    @Test
    void everythingThatTheOperatorsCopyIsRegistered() {
        for (String operand : OPERANDS) {
            for (String operator : List.of(" ?: ", " ?? ")) {
                Jsonata.jsonata("(" + operand + ")" + operator + operand + operator + "1");
            }
        }

        RegisterForReflection registered =
                JsonataReflection.OfOperators.class.getAnnotation(RegisterForReflection.class);
        assertThat(registered.serialization()).isTrue();
        READ.removeAll(WITHOUT_REGISTRATION);
        READ.addAll(WRITTEN);
        assertThat(READ).containsExactlyInAnyOrder(registered.classNames());
    }
}
