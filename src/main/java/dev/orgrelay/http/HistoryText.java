package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.StringJoiner;

/** The history of an organization for people. */
final class HistoryText {

    private HistoryText() {}

    static String of(ObjectNode history) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add(history.path("organization").asText() + " in "
                + history.path("application").asText()
                + (history.path("exists").asBoolean() ? ": exists" : ": does not exist")
                + (history.path("owned").asBoolean() ? ", Org Relay's own" : ""));
        field(lines, "display name", history.path("displayName"));
        field(lines, "parent", history.path("parent"));
        JsonNode deleted = history.path("deleted");
        if (deleted.isObject()) {
            lines.add("  deleted " + told(deleted));
        }
        entries(lines, "open", history.path("open"));
        entries(lines, "waiting", history.path("waiting"));
        entries(lines, "overtaken", history.path("overtaken"));
        return lines.toString();
    }

    private static void field(StringJoiner lines, String name, JsonNode field) {
        if (field.isObject()) {
            String actual = field.path("actual").isNull()
                    ? "none"
                    : "\"" + field.path("actual").asText() + "\"";
            lines.add("  " + name + " " + actual + ", " + told(field));
        }
    }

    private static String told(JsonNode mark) {
        if (mark.path("since").isNull()) {
            return "which nobody told Org Relay";
        }
        String what = mark.path("event").isNull()
                ? "a change"
                : "event " + mark.path("event").asText();
        String delivery = mark.path("delivery").isNull()
                ? ""
                : ", delivery " + mark.path("delivery").asText();
        return "by " + what + " of " + mark.path("source").asText() + ", "
                + mark.path("since").asText() + delivery;
    }

    private static void entries(StringJoiner lines, String title, JsonNode entries) {
        for (JsonNode entry : entries) {
            StringJoiner fields = new StringJoiner(", ");
            entry.path("fields").forEach(field -> fields.add(field.asText()));
            String event = entry.path("event").isNull()
                    ? "a change"
                    : "event " + entry.path("event").asText();
            String detail = entry.path("detail").isTextual()
                    ? ": " + entry.path("detail").asText()
                    : "";
            lines.add("  " + title + ": " + event + " of "
                    + entry.path("source").asText() + ", " + entry.path("since").asText() + ", " + fields + detail);
        }
    }
}
