package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Text;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Makes an application like a hierarchy: shows the plan, asks, and applies exactly that plan. */
final class ApplyCommand implements Command {

    private static final List<String> NOT_DONE = List.of("deferred", "refused", "held", "impossible");

    @Override
    public CommandSpec spec() {
        return Options.hierarchy(
                        Options.command(
                                "apply", "Make an application like a hierarchy, or carry out a plan that was written."),
                        "A plan that plan --out has written, or the whole hierarchy: JSON, CSV or NDJSON. - is standard input.")
                .addOption(Options.flag("--yes", "Do not ask. Needed where nobody can answer."));
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        Terminal terminal = call.terminal();
        if (!call.has("yes") && (!terminal.isInteractive() || call.argument().equals(Optional.of("-")))) {
            terminal.tell("nobody can answer here: look at the plan with orgrelay plan, then apply it with --yes");
            return Cli.ERROR;
        }
        Plans asked = Plans.of(call);
        Plans.Made document = asked.document();
        Plans plan = asked.of(Json.read(document.body()));
        if (!call.isJson()) {
            terminal.sayColoured(plan.text().body());
        }
        if (document.changes() > 0 && !call.has("yes")) {
            if (call.isJson()) {
                terminal.tell(plan.text().body());
            }
            if (!terminal.confirms("Apply it?")) {
                terminal.tell("nothing was changed");
                return Cli.ERROR;
            }
        }
        return carryOut(call, plan);
    }

    private static int carryOut(Call call, Plans plan) throws IOException, InterruptedException {
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        for (Iterator<JsonNode> lines = plan.api()
                        .lines("/api/reconcile", plan.query(), plan.hierarchy())
                        .iterator();
                lines.hasNext(); ) {
            JsonNode line = lines.next();
            if (line.has("done")) {
                steps.add(line);
                call.terminal()
                        .progress(line.path("done").asInt(), line.path("total").asInt(), step(line));
            } else {
                whole.setAll((ObjectNode) line);
            }
        }
        if (!whole.has("summary")) {
            throw new IOException("the answer broke off: see by orgrelay plan what is left to do");
        }
        whole.set("steps", steps);
        JsonNode summary = whole.path("summary");
        if (call.isJson()) {
            call.terminal().say(whole);
        } else {
            call.terminal().say(text(summary));
            release(whole, call);
        }
        return NOT_DONE.stream().allMatch(kind -> summary.path(kind).asInt() == 0)
                        && whole.path("complete").asBoolean(true)
                ? Cli.DONE
                : Cli.INCOMPLETE;
    }

    private static String step(JsonNode line) {
        String detail = line.path("detail").asText();
        return line.path("outcome").asText() + " " + line.path("operation").asText() + " "
                + line.path("organization").asText() + (detail.isEmpty() ? "" : ": " + Text.shorten(detail));
    }

    private static String text(JsonNode summary) {
        StringBuilder text = new StringBuilder(summary.path("created").asInt() + " created, "
                + summary.path("updated").asInt() + " updated, "
                + summary.path("deleted").asInt() + " deleted");
        NOT_DONE.stream().filter(kind -> summary.path(kind).asInt() > 0).forEach(kind -> text.append(", ")
                .append(summary.path(kind).asInt())
                .append(' ')
                .append(kind));
        return text.toString();
    }

    private static void release(JsonNode whole, Call call) {
        String digest = whole.path("held").path("digest").asText();
        if (!digest.isEmpty()) {
            call.terminal()
                    .tell("the deletes are held: "
                            + whole.path("held").path("reason").asText()
                            + "; to delete exactly these, apply the same with --release " + digest);
        }
    }
}
