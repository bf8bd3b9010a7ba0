package dev.orgrelay.relay.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Outcome;

/** What became of a plan, for machines: as a whole, and step by step while it runs. */
public final class ReconciliationJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ReconciliationJson() {}

    /** The whole: every step with its outcome, and how many of each. */
    public static ObjectNode of(Reconciliation result) {
        ObjectNode json = head(result);
        ArrayNode steps = json.putArray("steps");
        result.finished().forEach(finished -> steps.add(outcome(finished)));
        PlanJson.addRest(json, result.plan());
        return json;
    }

    /** The last line of a run that was told step by step: the same without the steps. */
    public static ObjectNode summary(Reconciliation result) {
        ObjectNode json = head(result);
        PlanJson.addRest(json, result.plan());
        return json;
    }

    /** One step that was just finished. */
    public static ObjectNode progress(Finished finished) {
        ObjectNode json = outcome(finished).put("done", finished.done()).put("total", finished.total());
        finished.rate().ifPresent(rate -> json.put("rate", rounded(rate)));
        finished.secondsLeft().ifPresent(seconds -> json.put("secondsLeft", rounded(seconds)));
        return json;
    }

    private static ObjectNode head(Reconciliation result) {
        ObjectNode json = JSON.objectNode()
                .put("application", result.desired().application())
                .put("source", result.desired().source())
                .put("readAt", result.desired().readAt().toString())
                .put("complete", result.isComplete())
                .put("seconds", rounded(result.took().toMillis() / 1000.0));
        json.putObject("summary")
                .put("total", result.finished().size())
                .put("created", result.applied("create"))
                .put("updated", result.applied("update"))
                .put("deleted", result.applied("delete"))
                .put("temporaryMoves", result.applied("temporary-move"))
                .put("stale", result.outcomes("stale"))
                .put("deferred", result.outcomes("deferred"))
                .put("refused", result.outcomes("refused"))
                .put("held", result.held().size())
                .put("impossible", result.plan().impossible().size());
        return json;
    }

    private static ObjectNode outcome(Finished finished) {
        ObjectNode json =
                PlanJson.step(finished.step()).put("outcome", finished.outcome().word());
        finished.outcome().detail().ifPresent(detail -> json.put("detail", detail));
        if (finished.outcome() instanceof Outcome.Refused refused) {
            refused.deadLetter().ifPresent(id -> json.put("deadLetter", id));
        }
        return json;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
