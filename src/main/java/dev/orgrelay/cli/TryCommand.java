package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.intake.Trial;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import dev.orgrelay.source.preset.Preset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What would become of a message: asked of the server that is named, else found out here, without a server. */
final class TryCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.sample(
                        Options.command(
                                "try",
                                "Show what would become of a message. Without --url and ORGRELAY_URL no server is needed: the settings of this machine count."))
                .addOption(Options.source())
                .addOption(Options.value("--preset", "NAME", "A preset in place of a source."))
                .addOption(Options.value("--mapping", "FILE", "JSONata in place of the source's own mapping."));
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        if (call.get("source").isPresent() == call.get("preset").isPresent()) {
            throw new IllegalArgumentException("either --source or --preset says whose message it is");
        }
        Sample sample = Sample.of(call);
        Optional<String> mapping = call.get("mapping").isEmpty()
                ? Optional.empty()
                : Optional.of(new String(call.read(call.get("mapping").get()), StandardCharsets.UTF_8));
        JsonNode tried = call.namesServer() ? there(call, sample, mapping) : here(call, sample, mapping);
        return show(call, tried);
    }

    private static JsonNode there(Call call, Sample sample, Optional<String> mapping)
            throws IOException, InterruptedException {
        String path = call.get("source")
                .map(name -> Api.path("/api/sources", name, "/try"))
                .orElseGet(() -> Api.path("/api/presets", call.get("preset").orElseThrow(), "/try"));
        ObjectNode trial = sample.trial();
        mapping.ifPresent(text -> trial.put("mapping", text));
        return Json.read(
                call.api().post(path, Map.of(), Api.Content.of(trial), Api.JSON).body());
    }

    private static JsonNode here(Call call, Sample sample, Optional<String> mapping) throws IOException {
        LocalSources local = new LocalSources(call.env());
        Optional<String> preset = call.get("preset");
        if (preset.isPresent() && !Preset.exists(preset.get())) {
            throw new IllegalArgumentException(Nearest.unknown("preset", preset.get(), Preset.names()));
        }
        String name = preset.orElseGet(() -> call.get("source").orElseThrow());
        Sources sources = local.sources(any -> preset.isEmpty() && any.equals(name));
        Source source = preset.isPresent() ? sources.ofPreset(name) : LocalSources.named(name, sources);
        return Trial.alone(sources)
                .of(source, sample.delivery(call.url(), name, Instant.now()), mapping, false)
                .await()
                .indefinitely();
    }

    private static int show(Call call, JsonNode tried) {
        JsonNode mistake = tried.path("mistake");
        if (call.isJson()) {
            call.terminal().say(tried);
        } else {
            tried.path("result").forEach(result -> call.terminal().say("mapped  " + result));
            tried.path("outcomes").forEach(outcome -> call.terminal().say(DeliveriesCommand.outcome(outcome)));
            if (tried.has("handshake")) {
                call.terminal().say("a handshake, answered " + tried.path("handshake"));
            }
        }
        if (mistake.isMissingNode()) {
            return Cli.DONE;
        }
        String message = mistake.path("message").asText();
        boolean hasPlace = !mistake.has("line") || message.contains(", column ");
        call.terminal()
                .tell(
                        hasPlace
                                ? message
                                : message + ", at line " + mistake.path("line") + ", column " + mistake.path("column"));
        return Cli.ERROR;
    }
}
