package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The status for people: a line for each application and source, and for whatever waits for somebody. */
final class StatusText {

    private final ObjectNode status;
    private final StringBuilder text = new StringBuilder(1_000);

    StatusText(ObjectNode status) {
        this.status = status;
    }

    String text() {
        line("Org Relay " + word(status, "version") + ", instance " + word(status, "instance") + ", since "
                + word(status, "startedAt"));
        status.path("applications").forEach(this::application);
        status.path("sources").forEach(this::source);
        JsonNode waiting = status.path("waiting");
        line("waiting: " + word(waiting, "deferred") + " deferred, " + word(waiting, "queued") + " queued, "
                + word(waiting, "effective") + " for their day");
        line("dead letters: " + word(status.path("deadLetters"), "kept"));
        status.path("deadLetters")
                .path("byReason")
                .forEach(reason -> line("  " + word(reason, "count") + " × " + word(reason, "reason")));
        status.path("held").forEach(this::held);
        status.path("unfinished").forEach(this::unfinished);
        return text.toString();
    }

    private void application(JsonNode application) {
        line("application " + word(application, "name") + ": " + word(application, "state") + since(application));
        if (isKnown(application, "detail")) {
            line("  " + word(application, "detail"));
        }
        if (isKnown(application, "todo")) {
            line("  to do: " + word(application, "todo"));
        }
        JsonNode pace = application.path("pace");
        line("  " + word(application, "organizations") + " of " + word(application, "maxOrganizations")
                + " organizations, " + word(application, "depth") + " of " + word(application, "maxDepth")
                + " levels; " + word(pace, "perSecond") + " requests a second, " + word(pace, "waiting") + " waiting, "
                + word(pace, "throttledLastHour") + " × 429 in the last hour");
        if (isKnown(application, "tokenEnds")) {
            line("  the token ends " + word(application, "tokenEnds"));
        }
        if (isKnown(application, "lastPlan")) {
            JsonNode plan = application.path("lastPlan");
            line("  last plan " + word(plan, "at") + ": " + word(plan, "create") + " to create, " + word(plan, "update")
                    + " to update, " + word(plan, "delete") + " to delete, " + word(plan, "held") + " held");
        }
    }

    private void source(JsonNode source) {
        line("source " + word(source, "name") + ": " + (isKnown(source, "preset") ? word(source, "preset") + ", " : "")
                + word(source, "scheme") + ", to " + word(source, "application") + "; last delivery "
                + word(source, "lastDelivery"));
        line("  last hour: " + counts(source.path("outcomes").path("hour")) + "; last day: "
                + counts(source.path("outcomes").path("day")));
        if (isKnown(source, "lastTurnedAway")) {
            JsonNode last = source.path("lastTurnedAway");
            line("  last turned away " + word(last, "at") + ": " + word(last, "reason"));
        }
    }

    private void held(JsonNode held) {
        line("held: " + word(held, "deletes") + " deletes in " + word(held, "application") + since(held)
                + "; to delete exactly these:");
        line("  " + word(held, "release"));
    }

    private void unfinished(JsonNode run) {
        line("unfinished: the reconcile of " + word(run, "source") + " failed " + word(run, "failures")
                + " × and comes again " + word(run, "next"));
        line("  " + word(run, "reason"));
    }

    private static String counts(JsonNode counts) {
        List<String> some = new ArrayList<>();
        counts.properties().forEach(count -> {
            if (count.getValue().asInt() > 0) {
                some.add(count.getValue().asInt() + " " + count.getKey());
            }
        });
        return some.isEmpty() ? "nothing" : String.join(", ", some);
    }

    private static String since(JsonNode node) {
        return isKnown(node, "since") ? " since " + word(node, "since") : "";
    }

    private static boolean isKnown(JsonNode node, String member) {
        return !node.path(member).isNull() && !node.path(member).isMissingNode();
    }

    private static String word(JsonNode node, String member) {
        return isKnown(node, member) ? node.path(member).asText() : "-";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
