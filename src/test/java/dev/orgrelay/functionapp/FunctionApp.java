package dev.orgrelay.functionapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
}
