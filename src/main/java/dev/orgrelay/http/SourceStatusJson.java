package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.status.SourceActivity;
import dev.orgrelay.source.SourceDescription;
import java.time.Instant;
import java.util.Map;

/** How one source does, for operators. */
final class SourceStatusJson {

    private SourceStatusJson() {}

    static ObjectNode of(SourceDescription source, SourceActivity activity, long nowMillis) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", source.name())
                .put("preset", source.preset().orElse(null))
                .put("scheme", source.scheme())
                .put("application", source.application())
                .put(
                        "lastDelivery",
                        activity.lastDelivery().map(Instant::toString).orElse(null));
        json.set(
                "lastTurnedAway",
                activity.lastTurnedAway().map(SourceStatusJson::turnedAway).orElse(null));
        ObjectNode outcomes = json.putObject("outcomes");
        outcomes.set("hour", counts(activity.outcomes().ofHour(nowMillis)));
        outcomes.set("day", counts(activity.outcomes().ofDay(nowMillis)));
        return json;
    }

    private static ObjectNode turnedAway(SourceActivity.TurnedAway last) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", last.at().toString())
                .put("reason", last.reason());
    }

    private static ObjectNode counts(Map<String, Integer> byWord) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        byWord.forEach(json::put);
        return json;
    }
}
