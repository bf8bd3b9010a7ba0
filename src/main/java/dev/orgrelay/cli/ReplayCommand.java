package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Reads deliveries or dead letters again with today's settings: one, or all that filters leave. */
final class ReplayCommand implements Command {

    private static final String DELIVERIES = "/api/deliveries";
    private static final String DEAD_LETTERS = "/api/dead-letters";

    private static final List<String> NOT_DONE = List.of("refused", "deferred");

    @Override
    public CommandSpec spec() {
        return Options.filters(Options.command("replay", "Read deliveries or dead letters again with today's settings.")
                        .addPositional(Options.argument("ID", false, "The id of one delivery or dead letter."))
                        .addOption(Options.flag("--all", "All that the filters leave, the oldest first.")))
                .addOption(Options.flag("--dead-letters", "With --all: dead letters in place of deliveries."))
                .addOption(Options.value("--reason", "REASON", "With --dead-letters: kept for this reason."))
                .addOption(Options.value(
                        "--cursor", "CURSOR", "With --all: go on where it stopped, with the same filters."))
                .addOption(Options.dryRun());
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        if (call.has("all") == call.argument().isPresent()) {
            throw new IllegalArgumentException("either an id or --all says what to read again");
        }
        return call.has("all") ? all(call) : one(call, call.argument().get());
    }

    private static int one(Call call, String id) throws IOException, InterruptedException {
        JsonNode answer;
        try {
            answer = call.api().report(Api.path(DEAD_LETTERS, id, "/replay"), dryRun(call), Api.Content.NOTHING);
        } catch (Api.Refusal refusal) {
            if (refusal.status() != 404) {
                throw refusal;
            }
            answer = call.api().report(Api.path(DELIVERIES, id, "/replay"), dryRun(call), Api.Content.NOTHING);
        }
        int code = Cli.DONE;
        for (JsonNode outcome : answer.path("outcomes")) {
            code = NOT_DONE.contains(outcome.path("outcome").asText()) ? Cli.INCOMPLETE : code;
        }
        if (call.isJson()) {
            call.terminal().say(answer);
        } else {
            answer.path("outcomes").forEach(outcome -> call.terminal().say(DeliveriesCommand.outcome(outcome)));
        }
        return code;
    }

    /** Goes on as long as the server only stops because its time is over. */
    private static int all(Call call) throws IOException, InterruptedException {
        Api api = call.api();
        Map<String, String> query = query(call);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        ObjectNode total = JsonNodeFactory.instance.objectNode();
        String path = (call.has("dead-letters") ? DEAD_LETTERS : DELIVERIES) + "/replay";
        do {
            JsonNode summary =
                    part(call, api.lines(path, query, Api.Content.NOTHING).iterator(), items);
            summary.properties().forEach(member -> {
                boolean isSum = member.getValue().isNumber() && !member.getKey().equals("remaining");
                total.set(
                        member.getKey(),
                        isSum
                                ? JsonNodeFactory.instance.numberNode(
                                        total.path(member.getKey()).asInt()
                                                + member.getValue().asInt())
                                : member.getValue());
            });
            query.put("cursor", summary.path("next").asText());
        } while (total.path("stopped").asText().equals("time") && total.hasNonNull("next"));
        if (call.isJson()) {
            call.terminal()
                    .say(JsonNodeFactory.instance
                            .objectNode()
                            .<ObjectNode>set("items", items)
                            .set("summary", total));
        } else {
            call.terminal().say(text(total));
        }
        if (total.hasNonNull("next")) {
            call.terminal()
                    .tell("stopped because of " + total.path("stopped").asText() + ": go on with --cursor "
                            + total.path("next").asText());
        }
        boolean isFailed = total.path("failed").asInt() > 0;
        boolean isPart = NOT_DONE.stream().anyMatch(kind -> total.path(kind).asInt() > 0);
        return isFailed ? Cli.ERROR : isPart ? Cli.INCOMPLETE : Cli.DONE;
    }

    private static JsonNode part(Call call, Iterator<JsonNode> lines, ArrayNode items) throws IOException {
        while (lines.hasNext()) {
            JsonNode line = lines.next();
            if (line.has("summary")) {
                return line.path("summary");
            }
            if (call.isJson()) {
                items.add(line);
            }
            call.terminal()
                    .tell(line.path("id").asText() + "  " + DeliveriesCommand.outcomes(line)
                            + line.path("problem").path("detail").asText());
        }
        throw new IOException("the answer broke off: what was done was done, the same command does the rest");
    }

    private static String text(JsonNode total) {
        StringBuilder text = new StringBuilder(total.path("replayed").asText() + " read again");
        total.properties().forEach(member -> {
            if (member.getValue().isNumber()
                    && member.getValue().asInt() > 0
                    && !member.getKey().equals("replayed")) {
                text.append(", ").append(member.getValue().asText()).append(' ').append(member.getKey());
            }
        });
        return text.toString();
    }

    private static Map<String, String> query(Call call) {
        List<String> names = new ArrayList<>(Options.filters());
        names.addAll(List.of("application", "cursor", "reason"));
        Map<String, String> query = call.query(names);
        query.putAll(dryRun(call));
        return query;
    }

    private static Map<String, String> dryRun(Call call) {
        return call.has("dry-run") ? Map.of("dryRun", "true") : Map.of();
    }
}
