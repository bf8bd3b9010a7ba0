package dev.orgrelay.relay.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.plan.Step;

/** A plan for machines: every step with the organization before and after, what is held, and what is not possible. */
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

    /** What was not among the steps: deletes that are held, and what is not possible. */
    static void addRest(ObjectNode json, Plan plan) {
        plan.held().ifPresent(held -> {
            ObjectNode stopped = json.putObject("held");
            stopped.put("digest", held.digest()).put("reason", held.reason());
            ArrayNode deletes = stopped.putArray("deletes");
            held.deletes().forEach(delete -> deletes.add(delete.organization().value()));
        });
        ArrayNode impossible = json.putArray("impossible");
        plan.impossible().forEach(one -> impossible.add(step(one.step()).put("detail", one.reason())));
    }

    /** {@code before} is null for what does not exist yet, {@code after} for what will not exist any more. */
    static ObjectNode step(Step step) {
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
                .put("impossible", plan.impossible().size());
    }

    private static ObjectNode fields(Organization organization) {
        return JSON.objectNode()
                .put("displayName", organization.displayName())
                .put("parent", organization.parent().map(OrganizationId::value).orElse(null));
    }
}
