package dev.orgrelay.functionapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The requests with which the Functions host calls functions, by trigger: what it takes for an object is nested, all else is JSON text in a string. */
final class Envelopes {

    private Envelopes() {}

    static String of(JsonNode trigger, String message) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = envelope.putObject("Metadata");
        metadata.putObject("sys").put("MethodName", "function").put("UtcNow", "2026-11-23T10:00:00Z");
        envelope.putObject("Data").set(trigger.path("name").asText(), data(trigger, metadata, message));
        return envelope.toString();
    }

    private static JsonNode data(JsonNode trigger, ObjectNode metadata, String message) {
        return switch (trigger.path("type").asText()) {
            case "eventGridTrigger" -> FunctionApp.parse(message);
            case "queueTrigger" -> queued(metadata, message);
            case "timerTrigger" ->
                FunctionApp.parse("{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":null,\"IsPastDue\":false}");
            default -> throw new IllegalArgumentException("no envelope for " + trigger);
        };
    }

    private static JsonNode queued(ObjectNode metadata, String message) {
        metadata.put("DequeueCount", "1")
                .put("Id", "\"2ff1b8b0-6f3c-4f0e-9d4e-0c5a3f1f7a11\"")
                .put("PopReceipt", "\"AgAAAA\"");
        return new TextNode(new TextNode(message).toString());
    }
}
