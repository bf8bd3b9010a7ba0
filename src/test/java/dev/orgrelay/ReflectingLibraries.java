package dev.orgrelay;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The methods of libraries that the program calls and that come, in these libraries' own code, to reflection: by name, without parameters.
 *
 * <p>Overriding methods are not followed, nor static initialisers, which run when a native executable is built.
 */
final class ReflectingLibraries {

    private static final Set<String> LIBRARIES = Set.of(
            "com.dashjoin.jsonata",
            "com.fasterxml.jackson",
            "io.opentelemetry",
            "io.quarkus.funqy",
            "io.quarkus.oidc",
            "io.quarkus.rest.client",
            "io.smallrye.config",
            "org.eclipse.microprofile",
            "org.jose4j");

    private final Map<String, Set<String>> callers = new HashMap<>();
    private final Deque<String> reflecting = new ArrayDeque<>();

    private ReflectingLibraries() {}

    static Set<String> calledByUs(Predicate<JavaAccess<?>> reflects) {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(Stream.concat(Stream.of(ProductionCode.ROOT), LIBRARIES.stream())
                        .toList());
        ReflectingLibraries libraries = new ReflectingLibraries();
        accesses(all).forEach(access -> libraries.add(access, reflects));
        Set<String> reaching = libraries.reaching();
        return accesses(all)
                .filter(access -> isOurs(access.getOriginOwner().getName())
                        && !isOurs(access.getTargetOwner().getName()))
                .map(ReflectingLibraries::target)
                .filter(reaching::contains)
                .map(method -> method.substring(0, method.indexOf('(')))
                .collect(Collectors.toSet());
    }

    private static Stream<JavaAccess<?>> accesses(JavaClasses classes) {
        return classes.stream().flatMap(type -> type.getAccessesFromSelf().stream());
    }

    private static boolean isOurs(String type) {
        return type.startsWith(ProductionCode.ROOT + ".");
    }

    private void add(JavaAccess<?> access, Predicate<JavaAccess<?>> reflects) {
        String origin = access.getOrigin().getFullName();
        callers.computeIfAbsent(target(access), target -> new HashSet<>()).add(origin);
        if (reflects.test(access)) {
            reflecting.add(origin);
        }
    }

    /** The member itself, also where it is called by the name of a subclass. */
    private static String target(JavaAccess<?> access) {
        return access.getTarget()
                .resolveMember()
                .map(JavaMember::getFullName)
                .orElseGet(access.getTarget()::getFullName);
    }

    private Set<String> reaching() {
        Set<String> reaching = new HashSet<>();
        while (!reflecting.isEmpty()) {
            String method = reflecting.remove();
            if (reaching.add(method)) {
                reflecting.addAll(callers.getOrDefault(method, Set.of()));
            }
        }
        return reaching;
    }
}
