package dev.orgrelay.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Sha256;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Draft.Row;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Rules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A plan as a document that a person can look at, and that is applied as it is or not at all: what it is for, what it was made from, and its steps.
 *
 * <p>{@code planDigest} names the steps, {@code actualDigest} the list they were made from, and {@code checksum} all of the document, so that nobody changes it by mistake.
 */
public final class SavedPlan {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DOCUMENT = "document";
    private static final String FORMAT = "orgrelay-plan/1";
    private static final String PLAN_DIGEST = "planDigest";
    private static final String ACTUAL_DIGEST = "actualDigest";
    private static final String CHECKSUM = "checksum";
    private static final String READ_AT = "readAt";
    private static final String ACTUAL = "actual";
    private static final String DESIRED = "desired";
    private static final int DIGITS = 32;

    private final ObjectNode json;

    private SavedPlan(ObjectNode json) {
        this.json = json;
    }

    /** The document of {@code plan}. */
    public static ObjectNode of(DesiredState desired, Rules rules, Plan plan) {
        ObjectNode actual = byId(plan.actual().organizations());
        ObjectNode json = JSON.objectNode()
                .put(DOCUMENT, FORMAT)
                .put(PLAN_DIGEST, digest(PlanJson.of(plan, rules)))
                .put(ACTUAL_DIGEST, digest(actual))
                .put(CHECKSUM, "")
                .put(READ_AT, desired.readAt().toString())
                .put("source", desired.source());
        rules.release().ifPresent(digest -> json.put("release", digest));
        json.setAll(PlanJson.of(plan, rules));
        PlanJson.release(json, desired, rules, plan);
        ArrayNode wanted = json.putArray(DESIRED);
        plan.desired()
                .organizations()
                .forEach(one ->
                        wanted.add(PlanJson.fields(one).put("id", one.id().value())));
        json.set(ACTUAL, actual);
        return json.put(CHECKSUM, checksum(json));
    }

    /**
     * The plan that {@code body} is; empty if it is none.
     *
     * @throws InvalidContentException if it is not as it was answered
     */
    public static Optional<SavedPlan> in(JsonNode body) {
        if (!(body instanceof ObjectNode json) || !json.has(DOCUMENT)) {
            return Optional.empty();
        }
        if (!json.path(DOCUMENT).asText().equals(FORMAT)) {
            throw new InvalidContentException(
                    "document is '" + Text.shorten(json.path(DOCUMENT).asText()) + "', allowed is " + FORMAT);
        }
        if (!json.path(CHECKSUM).asText().equals(checksum(json))) {
            throw new InvalidContentException("the plan was edited after it was made: make another one");
        }
        return Optional.of(new SavedPlan(json));
    }

    /** What it says under {@code member}: {@code application}, {@code source}, {@code policy}, {@code scope}, {@code readAt}, {@code release}. */
    public Optional<String> text(String member) {
        return Optional.ofNullable(json.path(member).textValue());
    }

    /** What it is for. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (JsonNode one : json.path(DESIRED)) {
            rows.add(new Row(
                    DESIRED + "[" + rows.size() + "]",
                    field(one, "id"),
                    field(one, "displayName"),
                    field(one, "parent")));
        }
        return rows;
    }

    /** @throws OutdatedPlanException unless {@code now} is the list that it was made from */
    void requireSame(Collection<Organization> now) {
        JsonNode before = json.path(ACTUAL);
        JsonNode after = byId(now);
        TreeSet<String> ids = new TreeSet<>();
        before.fieldNames().forEachRemaining(ids::add);
        after.fieldNames().forEachRemaining(ids::add);
        ids.removeIf(id -> before.path(id).equals(after.path(id)));
        ArrayNode changed = JSON.arrayNode();
        ids.forEach(id -> {
            ObjectNode one = changed.addObject().put("organization", id);
            one.set("before", before.get(id));
            one.set("now", after.get(id));
        });
        if (!changed.isEmpty()) {
            throw OutdatedPlanException.plan(changed);
        }
    }

    /** @throws OutdatedPlanException unless {@code plan} has the same steps */
    void requireSame(Plan plan, Rules rules) {
        if (!text(PLAN_DIGEST).equals(Optional.of(digest(PlanJson.of(plan, rules))))) {
            throw OutdatedPlanException.plan(JSON.arrayNode());
        }
    }

    private static ObjectNode byId(Collection<Organization> organizations) {
        ObjectNode byId = JSON.objectNode();
        organizations.forEach(one -> byId.set(one.id().value(), PlanJson.fields(one)));
        return byId;
    }

    private static Optional<String> field(JsonNode organization, String member) {
        return Optional.ofNullable(organization.path(member).textValue());
    }

    private static String checksum(ObjectNode json) {
        return digest(json.deepCopy().without(CHECKSUM));
    }

    /** The same whoever has written it: members by their names. */
    private static String digest(JsonNode json) {
        return Sha256.hex(sorted(json).toString(), DIGITS);
    }

    private static JsonNode sorted(JsonNode json) {
        if (json instanceof ObjectNode object) {
            ObjectNode sorted = JSON.objectNode();
            object.propertyStream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(member -> sorted.set(member.getKey(), sorted(member.getValue())));
            return sorted;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode sorted = JSON.arrayNode();
            array.forEach(element -> sorted.add(sorted(element)));
            return sorted;
        }
        return json;
    }
}
