package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.ApplicationState;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.PaceState;
import dev.orgrelay.journal.status.SourceActivity;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.relay.ChangeObserver.PlanSummary;
import dev.orgrelay.source.SourceDescription;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How one application or source does, for operators. */
final class StatusJson {

    private StatusJson() {}

    static ObjectNode of(String name, Central central, Optional<PlanSummary> lastPlan) {
        ApplicationState state = central.state();
        Optional<Hierarchy> hierarchy = central.lastList().map(Hierarchy::of);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("state", state.kind().word())
                .put("since", state.since().map(Instant::toString).orElse(null))
                .put("detail", state.detail().orElse(null))
                .put(
                        "todo",
                        state.todo().map(todo -> todo.replace("<name>", name)).orElse(null))
                .put(
                        "organizations",
                        hierarchy.map(all -> all.organizations().size()).orElse(null))
                .put("maxOrganizations", central.maxOrganizations())
                .put("depth", hierarchy.map(Hierarchy::height).orElse(null))
                .put("maxDepth", central.maxDepth());
        PaceState pace = central.pace();
        json.putObject("pace")
                .put("perSecond", Math.round(pace.perSecond() * 10) / 10.0)
                .put("waiting", pace.waiting())
                .put("throttledLastHour", pace.throttledLastHour());
        json.put("tokenEnds", central.tokenEnds().map(Instant::toString).orElse(null));
        json.set("lastPlan", lastPlan.map(StatusJson::plan).orElse(null));
        return json;
    }

    private static ObjectNode plan(PlanSummary plan) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", plan.at().toString())
                .put("create", plan.create())
                .put("update", plan.update())
                .put("delete", plan.delete())
                .put("held", plan.held());
    }

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
                activity.lastTurnedAway().map(StatusJson::turnedAway).orElse(null));
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
