package dev.orgrelay.functionapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the host asks of HTTP functions together, and what keeps outsiders away from the paths on which the host calls the others. */
final class RouteRules {

    private static final Set<String> LEVELS = Set.of("anonymous", "function", "admin");
    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace", "connect");
    private static final Set<String> RESERVED = Set.of("admin", "runtime");

    private final Mistakes mistakes;

    RouteRules(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    void check(FunctionApp app) {
        String prefix = app.routePrefix();
        mistakes.unless(
                !prefix.isBlank(),
                "host.json",
                "without a routePrefix outsiders reach the paths of the other functions");
        app.functions()
                .keySet()
                .forEach(name -> mistakes.unless(
                        !name.equalsIgnoreCase(prefix), name, "outsiders reach its path, since it is the routePrefix"));
        Map<String, String> owners = new TreeMap<>();
        app.functions().forEach((name, function) -> {
            if (isHttp(function)) {
                function(name, function);
                claim(owners, name, function);
            }
        });
    }

    private void function(String name, JsonNode function) {
        JsonNode trigger = FunctionApp.trigger(function);
        mistakes.unless(
                LEVELS.contains(trigger.path("authLevel").asText()),
                name,
                "authLevel must be anonymous, function or admin");
        mistakes.unless(
                METHODS.containsAll(methods(trigger)) && !methods(trigger).isEmpty(),
                name,
                "methods must be methods, in lower case");
        mistakes.unless(
                !RESERVED.contains(FunctionApp.route(name, function).split("/")[0]), name, "the route is reserved");
        mistakes.unless(
                StreamSupport.stream(function.path("bindings").spliterator(), false)
                        .anyMatch(binding -> binding.path("type").asText().equals("http")
                                && binding.path("direction").asText().equals("out")),
                name,
                "an HTTP function needs a binding of type http and direction out");
        mistakes.unless(function.path("bindings").size() == 2, name, "with other bindings the host does not proxy it");
    }

    private void claim(Map<String, String> owners, String name, JsonNode function) {
        String route = FunctionApp.route(name, function)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\{\\*[^}]*}", "{*}")
                .replaceAll("\\{[^*}]*}", "{}");
        for (String method : methods(FunctionApp.trigger(function))) {
            String owner = owners.putIfAbsent(method + " " + route, name);
            mistakes.unless(owner == null, name, "the route " + route + " is already that of " + owner);
        }
    }

    private static Set<String> methods(JsonNode trigger) {
        return StreamSupport.stream(trigger.path("methods").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    static boolean isHttp(JsonNode function) {
        return FunctionApp.trigger(function).path("type").asText().equals("httpTrigger");
    }
}
