package dev.orgrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Faults and limits as JSON, both ways. Reading throws {@link InvalidSettingException} where a person made a mistake. */
final class SandboxSettings {

    private static final List<String> RULE_MEMBERS = List.of(
            "match", "action", "status", "body", "retryAfter", "carriedOut", "times", "delayMs", "probability", "seed");
    private static final List<String> LIMIT_MEMBERS =
            List.of("requestsPerSecond", "organizations", "depth", "pageSize");

    private SandboxSettings() {}

    /** A list of rules. */
    static List<FaultRule> rules(byte[] body) {
        JsonNode list = read(body);
        if (!list.isArray()) {
            throw new InvalidSettingException("expected a JSON array of rules");
        }
        List<FaultRule> rules = new ArrayList<>();
        for (JsonNode element : list) {
            rules.add(rule(element, rules.size() + 1));
        }
        return rules;
    }

    /** Limits; those that are left out have their default. */
    static SandboxLimits limits(byte[] body) {
        Members members = new Members(read(body), LIMIT_MEMBERS);
        SandboxLimits otherwise = SandboxLimits.DEFAULT;
        return new SandboxLimits(
                members.whole("requestsPerSecond").orElse(otherwise.requestsPerSecond()),
                members.whole("organizations").orElse(otherwise.organizations()),
                members.whole("depth").orElse(otherwise.depth()),
                members.whole("pageSize"));
    }

    static ObjectNode of(FaultRule rule) {
        ObjectNode json = SandboxJson.object()
                .put("match", rule.match().toString())
                .put("action", rule.action().word());
        rule.status().ifPresent(value -> json.put("status", value));
        rule.body().ifPresent(value -> json.put("body", value));
        rule.retryAfter().ifPresent(value -> json.set("retryAfter", textOrNumber(value)));
        if (rule.isCarriedOut()) {
            json.put("carriedOut", true);
        }
        rule.times().ifPresent(value -> json.put("times", value));
        return json.put("delayMs", rule.delayMs())
                .put("probability", rule.probability())
                .put("seed", rule.seed());
    }

    private static JsonNode textOrNumber(String value) {
        return value.matches("\\d{1,9}")
                ? JsonNodeFactory.instance.numberNode(Integer.parseInt(value))
                : JsonNodeFactory.instance.textNode(value);
    }

    static ObjectNode of(SandboxLimits limits) {
        ObjectNode json = SandboxJson.object()
                .put("requestsPerSecond", limits.requestsPerSecond())
                .put("organizations", limits.organizations())
                .put("depth", limits.depth());
        limits.pageSize().ifPresent(value -> json.put("pageSize", value));
        return json;
    }

    private static FaultRule rule(JsonNode element, int number) {
        try {
            return rule(new Members(element, RULE_MEMBERS));
        } catch (InvalidSettingException e) {
            throw new InvalidSettingException("rule " + number + ": " + e.getMessage());
        }
    }

    private static FaultRule rule(Members members) {
        Optional<String> match = members.text("match");
        return new FaultRule(
                FaultMatch.of(match.orElseThrow(() -> new InvalidSettingException("match is missing"))),
                action(members),
                members.whole("status"),
                members.text("body"),
                members.textOrNumber("retryAfter"),
                members.flag("carriedOut"),
                members.whole("times"),
                members.whole("delayMs").orElse(0),
                members.number("probability", 1),
                members.whole("seed").orElse(0));
    }

    private static FaultAction action(Members members) {
        return members.text("action")
                .map(FaultAction::of)
                .orElseGet(() -> members.has("status") ? FaultAction.STATUS : FaultAction.CONTINUE);
    }

    private static JsonNode read(byte[] body) {
        return SandboxJson.read(body).orElseThrow(() -> new InvalidSettingException("the body is not a JSON document"));
    }
}
