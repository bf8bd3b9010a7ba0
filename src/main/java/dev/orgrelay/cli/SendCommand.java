package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** Sends a message as its sender does: signed, to the server. */
final class SendCommand implements Command {

    /** What a recorded request has, and the client sets itself. */
    private static final Set<String> OF_CONNECTIONS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    @Override
    public CommandSpec spec() {
        return Options.sample(Options.command(
                        "send", "Sign a message with this machine's settings, and send it as its sender does."))
                .addOption(Options.source())
                .addOption(Options.dryRun());
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        Delivery signed = SignCommand.sign(call, SignCommand.request(call));
        String url =
                signed.url() + (call.has("dry-run") ? (signed.url().contains("?") ? "&" : "?") + "dryRun=true" : "");
        Map<String, String> headers = new TreeMap<>(signed.headers());
        headers.keySet().removeAll(OF_CONNECTIONS);
        HttpResponse<String> response = call.api().send(URI.create(url), signed.method(), headers, signed.body());
        boolean isDone = response.statusCode() < 300;
        JsonNode answer = response.headers()
                        .firstValue("content-type")
                        .filter(type -> type.contains("json"))
                        .isPresent()
                ? Json.read(response.body())
                : TextNode.valueOf(response.body());
        if (call.isJson()) {
            call.terminal().say(answer);
        } else if (isDone) {
            answer.path("outcomes").forEach(outcome -> call.terminal().say(DeliveriesCommand.outcome(outcome)));
        }
        if (!isDone) {
            answer.path("outcomes").forEach(outcome -> call.terminal().tell(DeliveriesCommand.outcome(outcome)));
            call.terminal()
                    .tell(response.statusCode()
                            + (answer.has("detail")
                                    ? ": " + answer.path("detail").asText()
                                    : ""));
        }
        return isDone ? Cli.DONE : Cli.ERROR;
    }
}
