package dev.orgrelay.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.plan.Step;
import dev.orgrelay.reconcile.Reconciliation.Finished;

/** A plan for machines, and what became of it: every step with the organization before and after, what is held, and what is not possible. */
public final class PlanJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlanJson() {}

    public static ObjectNode of(Plan plan, Rules rules) {
        ObjectNode json = JSON.objectNode()
                .put("application", plan.application())
                .put("policy", rules.policy().word());
        rules.scope().ifPresent(root -> json.put("scope", root.value()));
        json.put("changes", plan.changes());
        json.set("summary", summary(plan));
        ArrayNode steps = json.putArray("steps");
        plan.steps().forEach(scheduled -> {
            ObjectNode step = step(scheduled.step());
            ArrayNode waitsFor = step.putArray("waitsFor");
            scheduled.waitsFor().stream().sorted().forEach(waitsFor::add);
            steps.add(step);
        });
        addRest(json, plan);
        return json;
    }

    /** The whole: every step with its outcome, and how many of each. */
    public static ObjectNode of(Reconciliation result) {
        ObjectNode json = head(result);
        ArrayNode steps = json.putArray("steps");
        result.finished().forEach(finished -> steps.add(outcome(finished)));
        addRest(json, result);
        return json;
    }

    /** The last line of a run that was told step by step: the same without the steps. */
    public static ObjectNode summary(Reconciliation result) {
        ObjectNode json = head(result);
        addRest(json, result);
        return json;
    }

    /** Adds the command that releases what is held, if anything is. */
    static void release(ObjectNode json, DesiredState desired, Rules rules, Plan plan) {
        plan.held().ifPresent(held -> json.withObject("/held")
                .put("release", desired.release(desired.posted().base(), rules, held.digest())));
    }

    /** One step that was just finished. */
    public static ObjectNode progress(Finished finished) {
        ObjectNode json = outcome(finished).put("done", finished.done()).put("total", finished.total());
        finished.rate().ifPresent(rate -> json.put("rate", rounded(rate)));
        finished.secondsLeft().ifPresent(seconds -> json.put("secondsLeft", rounded(seconds)));
        return json;
    }

    private static void addRest(ObjectNode json, Reconciliation result) {
        addRest(json, result.plan());
        release(json, result.desired(), result.rules(), result.plan());
    }

    /** What was not among the steps: deletes that are held, and what is not possible. */
    private static void addRest(ObjectNode json, Plan plan) {
        plan.held().ifPresent(held -> {
            ObjectNode stopped = json.putObject("held");
            stopped.put("digest", held.digest()).put("reason", held.reason());
            ArrayNode deletes = stopped.putArray("deletes");
            held.deletes().forEach(delete -> deletes.addObject()
                    .put("organization", delete.organization().value())
                    .put("displayName", delete.organizationBefore().displayName()));
        });
        ArrayNode impossible = json.putArray("impossible");
        plan.impossible().forEach(one -> impossible.add(step(one.step()).put("detail", one.reason())));
    }

    /** {@code before} is null for what does not exist yet, {@code after} for what will not exist any more. */
    private static ObjectNode step(Step step) {
        ObjectNode json = JSON.objectNode()
                .put("operation", step.word())
                .put("organization", step.organization().value());
        step.before().ifPresentOrElse(before -> json.set("before", fields(before)), () -> json.putNull("before"));
        step.after().ifPresentOrElse(after -> json.set("after", fields(after)), () -> json.putNull("after"));
        return json;
    }

    private static ObjectNode summary(Plan plan) {
        return JSON.objectNode()
                .put("create", plan.count("create"))
                .put("update", plan.count("update"))
                .put("delete", plan.count("delete"))
                .put("temporaryMoves", plan.count("temporary-move"))
                .put("held", plan.held().map(held -> held.deletes().size()).orElse(0))
                .put("impossible", plan.impossible().size())
                .put("notOwned", plan.foreign());
    }

    static ObjectNode fields(Organization organization) {
        return JSON.objectNode()
                .put("displayName", organization.displayName())
                .put("parent", organization.parent().map(OrganizationId::value).orElse(null));
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
                step(finished.step()).put("outcome", finished.outcome().word());
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
