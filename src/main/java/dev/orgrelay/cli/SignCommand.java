package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.Delivery;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The headers that prove a message, as its sender makes them: with the scheme and a secret of the source. */
final class SignCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.sample(
                        Options.command(
                                "sign",
                                "Print the headers that prove a message, one a line, with the scheme and a secret of this machine's settings."))
                .addOption(Options.source());
    }

    @Override
    public int run(Call call) throws IOException {
        Delivery unsigned = request(call);
        Delivery signed = sign(call, unsigned);
        Map<String, String> added = new TreeMap<>(signed.headers());
        added.keySet().removeAll(given(call));
        if (call.isJson()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("url", signed.url());
            added.forEach(json.putObject("headers")::put);
            call.terminal().say(json);
            return Cli.DONE;
        }
        added.forEach((name, value) -> call.terminal().say(name + ": " + value));
        if (!signed.url().equals(unsigned.url())) {
            call.terminal().tell("a part of the proof is in the URL: " + signed.url());
        }
        return Cli.DONE;
    }

    /** What goes with the body anyway. */
    private static Set<String> given(Call call) {
        return Stream.concat(Stream.of("content-type:"), call.all("header").stream())
                .map(header -> header.substring(0, header.indexOf(':')).strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    static Delivery request(Call call) throws IOException {
        return Sample.of(call).delivery(call.url(), source(call), Instant.now());
    }

    static Delivery sign(Call call, Delivery request) throws IOException {
        return new LocalSources(call.env()).named(source(call)).sign(request);
    }

    static String source(Call call) {
        return call.get("source")
                .orElseThrow(() -> new IllegalArgumentException("whose message is it? Name its source by --source"));
    }
}
