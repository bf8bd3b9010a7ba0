package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An IoT Central application that fails again and again: a sandbox in a process of its own. */
final class Target {

    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    private final Instance sandbox;

    Target(Instance sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * Empty, as fast as it can be, and with one of these faults in a tenth of the answers.
     *
     * @param refuses how much of what is valid it refuses
     */
    void misbehave(long seed, double refuses) {
        call("DELETE", "", "");
        call("PUT", "/limits", "{\"requestsPerSecond\":0}");
        List<String> faults = List.of(
                "'status':429",
                "'status':500",
                "'status':503,'retryAfter':1",
                "'action':'reset'",
                "'action':'hang'",
                "'delayMs':" + Landscape.LATE.toMillis(),
                "'action':'garbage'");
        List<String> rules = new ArrayList<>();
        for (String fault : faults) {
            rules.add("{'match':'*','probability':0.015,'seed':" + (seed + rules.size()) + "," + fault + "}");
        }
        for (String change : List.of("PUT", "PATCH", "DELETE")) {
            rules.add("{'match':'%s','probability':%s,'seed':%d,'status':422}"
                    .formatted(change, refuses, seed + rules.size()));
        }
        call("PUT", "/faults", rules.toString().replace('\'', '"'));
    }

    /** Each organization as {@code name under parent}. */
    Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (JsonNode organization : look("").path("organizations")) {
            state.put(
                    organization.path("id").asText(),
                    organization.path("displayName").asText() + " under "
                            + organization.path("parent").asText(Step.TOP));
        }
        return state;
    }

    /** What was written, oldest first. */
    List<JsonNode> journal() {
        List<JsonNode> entries = new ArrayList<>();
        JsonNode page = look("?journal=true");
        while (page.has("journalNext")) {
            page.path("journal").forEach(entries::add);
            page = look("?journalFrom=" + page.path("journalNext").asLong());
        }
        page.path("journal").forEach(entries::add);
        return entries;
    }

    /** The requests that it got, and how many of them were answered 429. */
    String counts() {
        JsonNode state = look("");
        long requests = Stream.of("list", "get", "create", "update", "delete")
                .collect(Collectors.summingLong(
                        operation -> state.path("requests").path(operation).asLong()));
        return requests + " calls (" + state.path("accepted").asLong() + " with success)";
    }

    private JsonNode look(String query) {
        return Http.get(sandbox.url() + "/sandbox/control" + query);
    }

    private void call(String method, String path, String body) {
        Http.Answer answer = Http.call(method, sandbox.url() + "/sandbox/control" + path, body, JSON);
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(method + path + ": " + answer.status() + " " + answer.body());
        }
    }
}
