package dev.orgrelay.functionapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A function app: {@code host.json}, and {@code function.json} of each folder by the folder's name, which is the function's. */
record FunctionApp(JsonNode host, Map<String, JsonNode> functions) {

    static final Path SOURCE = Path.of("azure-functions");

    private static final ObjectMapper JSON = new ObjectMapper();

    static FunctionApp in(Path folder) {
        Map<String, JsonNode> functions = new TreeMap<>();
        try (Stream<Path> folders = Files.list(folder)) {
            folders.filter(path -> Files.exists(path.resolve("function.json")))
                    .forEach(path -> functions.put(path.getFileName().toString(), read(path.resolve("function.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FunctionApp(read(folder.resolve("host.json")), functions);
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first binding that starts the function; missing if there is none. */
    static JsonNode trigger(JsonNode function) {
        for (JsonNode binding : function.path("bindings")) {
            if (binding.path("type").asText().endsWith("Trigger")) {
                return binding;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** The start of all paths of HTTP functions, without slashes. */
    String routePrefix() {
        return host.at("/extensions/http/routePrefix").asText("api");
    }

    /** What is behind the prefix; the function's name if it says nothing. */
    static String route(String name, JsonNode function) {
        return trigger(function).path("route").asText(name);
    }

    /** The function that the host gives a request: of those whose route and methods fit, the one that names most of its path. */
    Optional<String> functionOf(String method, String path) {
        return functions.entrySet().stream()
                .filter(function -> RouteRules.isHttp(function.getValue()))
                .filter(function -> takes(function.getValue(), method))
                .filter(function -> path.matches(pattern(function.getKey(), function.getValue())))
                .max(Comparator.comparingInt(function -> named(function.getKey(), function.getValue())))
                .map(Map.Entry::getKey);
    }

    private static boolean takes(JsonNode function, String method) {
        return StreamSupport.stream(trigger(function).path("methods").spliterator(), false)
                .anyMatch(each -> each.asText().equalsIgnoreCase(method));
    }

    /** A route may end with a part that takes the rest, which may be nothing. */
    private String pattern(String name, JsonNode function) {
        return "/" + routePrefix() + "/"
                + route(name, function).replaceAll("/?\\{\\*\\w+}$", "(?:/?.*)").replaceAll("\\{\\w+}", "[^/]+");
    }

    private static int named(String name, JsonNode function) {
        return route(name, function).replaceAll("\\{.*", "").length();
    }
}
