package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** What came in, the newest first; or as it comes. */
final class DeliveriesCommand implements Command {

    private static final String PATH = "/api/deliveries";
    private static final int SECONDS = 2;

    @Override
    public CommandSpec spec() {
        return Options.filters(
                        Options.command("deliveries", "List what came in and what became of it, the newest first."))
                .addOption(Options.value("--cursor", "CURSOR", "Go on where a page ended, with the same filters."))
                .addOption(Options.flag("--follow", "Go on with what comes, the newest last, one a line."));
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        Map<String, String> query = query(call);
        JsonNode page = call.api().json(PATH, query);
        if (!call.has("follow")) {
            if (call.isJson()) {
                call.terminal().say(page);
            } else {
                page.path("value").forEach(one -> call.terminal().say(line(one)));
                if (page.has("next")) {
                    call.terminal()
                            .tell("there is more: --cursor " + page.path("next").asText());
                }
            }
            return Cli.DONE;
        }
        return follow(call, query, page);
    }

    /** Until nobody listens any more. */
    private static int follow(Call call, Map<String, String> query, JsonNode first)
            throws IOException, InterruptedException {
        Api api = call.api();
        String last = tell(call, List.of(first), "");
        query.keySet().removeAll(List.of("limit", "cursor", "until"));
        while (!call.terminal().out().checkError()) {
            TimeUnit.SECONDS.sleep(SECONDS);
            last = tell(call, pages(api, query, last), last);
        }
        return Cli.DONE;
    }

    private static List<JsonNode> pages(Api api, Map<String, String> filters, String last)
            throws IOException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>(filters);
        if (!last.isEmpty()) {
            query.put("after", last);
        }
        List<JsonNode> pages = new ArrayList<>(List.of(api.json(PATH, query)));
        while (!last.isEmpty() && pages.get(pages.size() - 1).has("next")) {
            query.put("cursor", pages.get(pages.size() - 1).path("next").asText());
            pages.add(api.json(PATH, query));
        }
        return pages;
    }

    /** Returns the id of the newest that was told. */
    private static String tell(Call call, List<JsonNode> pages, String last) {
        List<JsonNode> all = new ArrayList<>();
        pages.forEach(page -> page.path("value").forEach(all::add));
        Collections.reverse(all);
        all.forEach(one -> call.terminal().say(call.isJson() ? one.toString() : line(one)));
        return all.isEmpty() ? last : all.get(all.size() - 1).path("id").asText();
    }

    private static Map<String, String> query(Call call) {
        List<String> names = new ArrayList<>(Options.filters());
        names.addAll(List.of("application", "cursor"));
        return call.query(names);
    }

    /** One on one line. */
    static String line(JsonNode one) {
        String outcomes = outcomes(one);
        return String.join(
                "  ",
                one.path("receivedAt").asText().replaceFirst("\\.\\d+Z$", "Z"),
                one.path("id").asText(),
                one.path("status").asText(),
                one.path("source").asText(),
                outcomes.isEmpty() ? one.path("detail").asText() : outcomes);
    }

    /** What became of its messages. */
    static String outcomes(JsonNode one) {
        return one.path("outcomes")
                .valueStream()
                .map(DeliveriesCommand::outcome)
                .collect(Collectors.joining(", "));
    }

    /** {@code applied update seattle: why}. */
    static String outcome(JsonNode outcome) {
        StringBuilder text = new StringBuilder(outcome.path("outcome").asText());
        List.of("operation", "organization").stream()
                .filter(outcome::hasNonNull)
                .forEach(part -> text.append(' ').append(outcome.path(part).asText()));
        return outcome.hasNonNull("detail")
                ? text + ": " + outcome.path("detail").asText()
                : text.toString();
    }
}
