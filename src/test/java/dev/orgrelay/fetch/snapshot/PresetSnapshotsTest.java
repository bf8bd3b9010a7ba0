package dev.orgrelay.fetch.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.fetch.snapshot.PagingServer.Reply;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.source.Sources;
import dev.orgrelay.source.preset.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the sample pages of the presets that know where their sender lists everything. */
class PresetSnapshotsTest {

    private static final Path ALL = Path.of("src", "main", "resources", "presets");
    private static final String KEY = "orgrelay.sources.hr.";

    static Stream<String> presets() {
        return Preset.names().stream()
                .filter(preset -> Preset.snapshotMapping(preset).isPresent());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void theSamplePagesBecomeAHierarchy(String preset) throws Exception {
        JsonNode sample = sample(preset);
        Map<String, JsonNode> pages = new HashMap<>();
        sample.path("pages").forEach(page -> pages.put(page.path("target").textValue(), page));
        PagingServer[] server = new PagingServer[1];
        server[0] = new PagingServer(
                target -> pages.containsKey(target) ? reply(pages.get(target), server[0]) : Reply.status(404));
        try {
            assertThat(organizations(preset, server[0].url(sample.path("url").textValue())))
                    .as("preset %s: snapshot-sample.json: the pages become what \"expect\" says", preset)
                    .isEqualTo(expected(sample));
            assertThat(server[0].asked)
                    .as("preset %s: snapshot-sample.json: every page is read once", preset)
                    .hasSameSizeAs(pages.keySet());
        } finally {
            server[0].close();
        }
    }

    private static List<String> organizations(String preset, String url) throws SnapshotException {
        Map<String, String> properties = new HashMap<>();
        Preset.settings(preset).forEach((key, value) -> properties.put(KEY + key, value));
        properties.put(KEY + "preset", preset);
        properties.put(KEY + "authentication.scheme", "dangerous-none");
        properties.keySet().removeIf(key -> key.startsWith(KEY + "authentication.") && !key.endsWith("scheme"));
        properties.put(KEY + "snapshot.url", url);
        Sources sources = ConfiguredSources.of(properties);
        assertThat(sources.mistakes())
                .as("preset %s: its settings have no mistakes", preset)
                .isEmpty();
        SnapshotResult taken = taken(preset, sources);
        return taken.organizations().get("default").stream()
                .map(element -> text(element.organization()))
                .toList();
    }

    private static SnapshotResult taken(String preset, Sources sources) throws SnapshotException {
        try {
            return sources.named("hr").orElseThrow().snapshot().orElseThrow().take();
        } catch (SnapshotException e) {
            throw new AssertionError("preset %s: snapshot-sample.json: %s".formatted(preset, e.getMessage()), e);
        }
    }

    private static Reply reply(JsonNode page, PagingServer server) {
        Reply reply = Reply.json(page.path("body").toString().replace("{server}", server.url("")));
        return page.has("link") ? reply.link(page.path("link").textValue().replace("{server}", server.url(""))) : reply;
    }

    private static String text(Change.Create create) {
        return create.organization() + " \"" + create.name() + "\" under "
                + create.parent().map(OrganizationId::value).orElse("nobody");
    }

    /** The ids in a sample are those of the sender. */
    private static List<String> expected(JsonNode sample) {
        return StreamSupport.stream(sample.path("expect").spliterator(), false)
                .map(JsonNode::textValue)
                .map(line -> {
                    int name = line.indexOf(" \"");
                    int parent = line.lastIndexOf(" under ") + " under ".length();
                    String above = line.substring(parent);
                    return SourceIds.SECOND.organizationId(line.substring(0, name))
                            + line.substring(name, parent)
                            + (above.equals("nobody")
                                    ? above
                                    : SourceIds.SECOND.organizationId(above).value());
                })
                .toList();
    }

    private static JsonNode sample(String preset) throws IOException {
        return Json.read(Files.readAllBytes(ALL.resolve(preset).resolve("snapshot-sample.json")));
    }
}
