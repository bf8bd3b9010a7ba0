package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** One delivery from the request to the answer. */
final class DeliveryCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command("delivery", "Show one delivery from the request to the answer.")
                .addPositional(Options.argument("ID", true, "The id of the delivery."));
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        JsonNode one =
                call.api().json(Api.path("/api/deliveries", call.argument().orElseThrow(), ""), Map.of());
        if (call.isJson()) {
            call.terminal().say(one);
        } else {
            call.terminal().say(text(one));
        }
        return Cli.DONE;
    }

    private static String text(JsonNode one) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "delivery",
                one.path("id").asText() + " (" + one.path("kind").asText() + " of "
                        + one.path("source").asText() + ")");
        line(text, "received", one.path("receivedAt").asText());
        line(
                text,
                "request",
                (one.path("method").asText() + " " + one.path("path").asText()).strip());
        one.path("request")
                .path("headers")
                .properties()
                .forEach(header -> line(
                        text, "", header.getKey() + ": " + header.getValue().asText()));
        line(text, "body", one.path("request").path("body").asText());
        line(text, "proof", sentence(one.path("proof"), "scheme", "verdict", "detail"));
        for (JsonNode message : one.path("messages")) {
            line(text, "message", DeliveriesCommand.outcome(message.path("outcome")));
            line(text, "  mapped", message.path("mapped").toString());
            line(text, "  ledger", sentence(message.path("ledger"), "decision", "reason"));
            message.path("calls")
                    .forEach(call -> line(
                            text,
                            "  call",
                            sentence(call, "method", "path", "body", "status") + " in "
                                    + call.path("milliseconds").asText() + " ms, waited "
                                    + call.path("waited").asText() + " ms"));
        }
        line(
                text,
                "answer",
                one.path("status").asText() + " in " + one.path("milliseconds").asText() + " ms");
        line(text, "detail", one.path("detail").asText());
        return text.toString();
    }

    private static String sentence(JsonNode json, String... members) {
        StringBuilder words = new StringBuilder();
        for (String member : members) {
            JsonNode value = json.path(member);
            if (!value.isNull() && !value.isMissingNode()) {
                words.append(words.isEmpty() ? "" : " ")
                        .append(value.isContainerNode() ? value.toString() : value.asText());
            }
        }
        return words.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(String.format("%-10s%s%n", name, value.strip()));
        }
    }
}
