package dev.orgrelay.functionapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What the host asks of the bindings of one function, whatever its trigger. */
final class BindingRules {

    private static final Set<String> TRIGGERS = Set.of(
            "httpTrigger", "queueTrigger", "eventGridTrigger", "timerTrigger", "serviceBusTrigger", "blobTrigger");
    private static final Set<String> OTHERS = Set.of("http", "queue", "blob", "table", "serviceBus", "eventGrid");
    private static final Set<String> DIRECTIONS = Set.of("in", "out", "inout");
    private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,126}");
    private static final Pattern BINDING_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*|\\$return");

    private final Mistakes mistakes;

    BindingRules(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    void check(String function, JsonNode definition) {
        mistakes.unless(FUNCTION_NAME.matcher(function).matches(), function, "is no name for a function");
        Set<String> names = new HashSet<>();
        int triggers = 0;
        for (JsonNode binding : definition.path("bindings")) {
            each(function, binding);
            String name = binding.path("name").asText();
            mistakes.unless(names.add(name), function, "two bindings are named " + name);
            triggers += binding.path("type").asText().endsWith("Trigger") ? 1 : 0;
        }
        mistakes.unless(triggers == 1, function, "it must have one trigger, but has " + triggers);
        mistakes.unless(
                !definition.has("retry")
                        || FunctionApp.trigger(definition).path("type").asText().equals("timerTrigger"),
                function,
                "retry has no effect on this trigger");
    }

    private void each(String function, JsonNode binding) {
        String type = binding.path("type").asText();
        mistakes.unless(
                TRIGGERS.contains(type) || OTHERS.contains(type), function, "unknown binding type '" + type + "'");
        String direction = binding.path("direction").asText();
        mistakes.unless(DIRECTIONS.contains(direction), function, "direction must be in, out or inout");
        mistakes.unless(
                !type.endsWith("Trigger") || !direction.endsWith("out"), function, "the direction of a trigger is in");
        mistakes.unless(
                BINDING_NAME.matcher(binding.path("name").asText()).matches(),
                function,
                "a binding has no name, or none that fits");
    }
}
