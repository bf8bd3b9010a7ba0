package dev.orgrelay.functionapp;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import dev.orgrelay.ProductionCode;
import io.quarkus.funqy.Funq;
import jakarta.ws.rs.Path;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the handler answers: the functions by name, and the paths of REST resources and routes behind {@code /api}, as their first segments. */
record HandlerPaths(Set<String> functions, Set<String> resources) {

    private static final String API = "/api/";

    static HandlerPaths ofTheProgram() {
        return new HandlerPaths(
                ProductionCode.CLASSES.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Funq.class))
                        .map(HandlerPaths::functionName)
                        .collect(Collectors.toSet()),
                ProductionCode.CLASSES.stream()
                        .flatMap(type -> Stream.concat(resources(type), route(type)))
                        .collect(Collectors.toSet()));
    }

    private static Stream<String> resources(JavaClass type) {
        return !type.isInterface() && type.isAnnotatedWith(Path.class) ? firstSegments(type).stream() : Stream.empty();
    }

    /** A class that opens routes behind {@code /api} has their path in a constant {@code ROOT}. */
    private static Stream<String> route(JavaClass type) {
        return type
                .tryGetField("ROOT")
                .map(HandlerPaths::text)
                .filter(path -> path.startsWith(API))
                .map(path -> path.substring(API.length()).split("/")[0])
                .stream();
    }

    private static String text(JavaField constant) {
        try {
            Field field = constant.reflect();
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String functionName(JavaMethod method) {
        String name = method.getAnnotationOfType(Funq.class).value();
        return name.isEmpty() ? method.getName() : name;
    }

    /** A class with the path {@code /} has its segments on its methods. */
    private static Set<String> firstSegments(JavaClass type) {
        String ofType = path(type).orElse("");
        Set<String> segments = new TreeSet<>();
        if (!ofType.isEmpty()) {
            segments.add(ofType.split("/")[0]);
            return segments;
        }
        type.getMethods().forEach(method -> path(method).ifPresent(path -> segments.add(path.split("/")[0])));
        return segments;
    }

    private static Optional<String> path(CanBeAnnotated annotated) {
        if (!annotated.isAnnotatedWith(Path.class)) {
            return Optional.empty();
        }
        String path = annotated instanceof JavaClass type
                ? type.getAnnotationOfType(Path.class).value()
                : ((JavaMethod) annotated).getAnnotationOfType(Path.class).value();
        return Optional.of(path.replaceAll("^/+", ""));
    }
}
