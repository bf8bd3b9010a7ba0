package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An IoT Central application that fails again and again: a sandbox in a process of its own. */
final class Target {

    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    private final Instance sandbox;

    Target(Instance sandbox) {
        this.sandbox = sandbox;
    }

    /** Empty, as fast as it can be, and without faults. */
    void reset() {
        call("DELETE", "", "");
        limits("{\"requestsPerSecond\":0}");
    }

    void limits(String json) {
        call("PUT", "/limits", json);
    }

    /**
     * Empty, as fast as it can be, and with one of these faults in a tenth of the answers.
     *
     * @param refuses how much of what is valid it refuses
     */
    void misbehave(long seed, double refuses) {
        reset();
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
        fails(rules.toArray(String[]::new));
    }

    /** @param rules of the sandbox, in place of those before */
    void fails(String... rules) {
        call("PUT", "/faults", Arrays.toString(rules).replace('\'', '"'));
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

    /** How many requests it got: {@code create}, {@code update} and so on. */
    int requests(String operation) {
        return look("").path("requests").path(operation).asInt();
    }

    /** The requests that it got, and how it answered them, if it did. */
    String counts() {
        JsonNode state = look("");
        int requests = 0;
        for (JsonNode operation : state.path("requests")) {
            requests += operation.asInt();
        }
        return "%d calls (%d with success, %d throttled, %d refused)"
                .formatted(
                        requests,
                        state.path("accepted").asInt(),
                        state.path("throttled").asInt(),
                        state.path("refused").asInt());
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
