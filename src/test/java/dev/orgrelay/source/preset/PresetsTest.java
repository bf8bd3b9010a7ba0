package dev.orgrelay.source.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.proof.ConfiguredAuthentication;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds the presets by their folders: a new one needs no change here. */
class PresetsTest {

    private static final Set<String> KEYS = Set.of(
            "answer",
            "format",
            "messages",
            "handshake",
            "operations",
            "future",
            "snapshot.items",
            "snapshot.paging",
            "snapshot.next",
            "snapshot.parameter",
            "snapshot.more",
            "preset.title",
            "preset.reference",
            "preset.events",
            "preset.notes");

    private static final Set<String> HANDSHAKES = Set.of(
            "event-grid", "cloudevents", "okta", "microsoft-graph", "slack", "lark", "hibob", "github", "greenhouse");

    static Stream<Arguments> samples() {
        return PresetFolder.tested().flatMap(preset -> preset.samples().entrySet().stream()
                .map(sample -> arguments(preset, sample.getKey(), sample.getValue())));
    }

    static Stream<PresetFolder> presets() {
        return PresetFolder.tested();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("samples")
    void aSampleSaysWhatIsExpected(PresetFolder preset, String name, JsonNode sample) {
        PresetRun run = new PresetRun(preset).with(sample.path("constants"));

        assertThat(said(run, sample.path("request"), preset.rule(name, "the request can be read and mapped")))
                .as(preset.rule(name, "the messages become what \"expect\" says"))
                .isEqualTo(expected(sample.path("expect")));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aPresetSaysWhoSendsWhat(PresetFolder preset) {
        assertThat(List.of("preset.title", "preset.events", "preset.reference"))
                .as(preset.rule("preset.title, preset.events and preset.reference are set"))
                .allMatch(key -> !preset.setting(key).orElse("").isBlank());
        assertThat(URI.create(preset.setting("preset.reference").orElse("")))
                .as(preset.rule("preset.reference is an https link to the sender's documentation"))
                .hasScheme("https")
                .hasNoUserInfo();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aPresetHasOnlyKeysThatExist(PresetFolder preset) {
        assertThat(preset.settings().keySet())
                .as(preset.rule("it has only keys that a preset may set"))
                .filteredOn(key -> !key.startsWith("authentication.") && !key.startsWith("constants."))
                .isSubsetOf(KEYS);
        assertThat(words(preset, "handshake"))
                .as(preset.rule("its handshakes exist"))
                .isSubsetOf(HANDSHAKES);
        assertThat(words(preset, "operations"))
                .as(preset.rule("its operations exist"))
                .isSubsetOf("create", "update", "delete");
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aPresetSaysHowItsSenderProvesItself(PresetFolder preset) {
        Map<String, String> authentication = preset.settingsUnder("authentication.");
        assertThat(authentication)
                .as(preset.rule("it sets authentication.scheme and no secret"))
                .containsKey("scheme")
                .doesNotContainKey("secrets");

        String secret = authentication.get("scheme").equals("basic")
                ? "relay:c2VjcmV0c2VjcmV0"
                : "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
        assertThatCode(() -> ConfiguredAuthentication.of(authentication, List.of(secret), Clock.systemUTC()))
                .as(preset.rule("its authentication needs nothing but a secret"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void whoSendsNoSignatureIsWarnedOf(PresetFolder preset) {
        if (Set.of("header", "query", "bearer", "basic")
                .contains(preset.setting("authentication.scheme").orElse(""))) {
            assertThat(preset.setting("preset.notes").orElse(""))
                    .as(preset.rule("without a signature, preset.notes says \"no signature\""))
                    .containsIgnoringCase("no signature");
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aMappingIsJsonata(PresetFolder preset) {
        assertThat(preset.mapping()).as(preset.rule("it has mapping.jsonata")).isPresent();
        assertThatCode(() -> Mapping.compile(
                        preset.mapping().orElseThrow(), preset.name(), SourceIds.SECOND, ZoneOffset.UTC))
                .as(preset.rule("mapping.jsonata is JSONata"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aPresetShowsWhatItTakesAndWhatItLeaves(PresetFolder preset) {
        Map<String, JsonNode> samples = preset.samples();
        assertThat(samples).as(preset.rule("it has two samples or more")).hasSizeGreaterThanOrEqualTo(2);
        samples.forEach((name, sample) -> assertThat(sample.path("expect").isArray())
                .as(preset.rule(name, "\"expect\" is an array"))
                .isTrue());
        assertThat(samples.values())
                .as(preset.rule("one sample is of a message that is ignored, with \"expect\": []"))
                .anyMatch(sample -> sample.path("expect").isEmpty());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("strangeBodies")
    void aMessageOfAnotherShapeIsIgnored(PresetFolder preset, String body) {
        ObjectNode request =
                JsonNodeFactory.instance.objectNode().put("method", "POST").put("rawBody", body);

        String rule = preset.rule("a body of another shape is ignored, here " + body);
        assertThat(said(new PresetRun(preset), request, rule)).as(rule).isEmpty();
    }

    /** Senders try out an address with whatever they like. Envelopes and arrays that a preset demands are checked before its mapping. */
    static Stream<Arguments> strangeBodies() {
        return PresetFolder.tested()
                .filter(preset -> preset.setting("format").orElse("").equals("json"))
                .filter(preset -> preset.setting("messages").isEmpty())
                .flatMap(preset -> Stream.of(
                                "{}",
                                "[]",
                                "\"test\"",
                                "17",
                                "null",
                                "[{}, \"a\"]",
                                "{\"data\": null, \"body\": [], \"event\": {}}")
                        .map(body -> arguments(preset, body)));
    }

    private static List<Map<String, String>> said(PresetRun run, JsonNode request, String rule) {
        try {
            return run.receive(request).stream()
                    .filter(PresetsTest::saysSomething)
                    .map(Said::by)
                    .toList();
        } catch (RuntimeException e) {
            throw new AssertionError("[%s] %s".formatted(rule, e.getMessage()), e);
        }
    }

    private static boolean saysSomething(Mapped mapped) {
        return !(mapped instanceof Mapped.NothingToDo);
    }

    private static List<String> words(PresetFolder preset, String key) {
        return preset.setting(key).map(text -> List.of(text.split(","))).orElse(List.of());
    }

    private static List<Map<String, String>> expected(JsonNode expect) {
        List<Map<String, String>> expected = new ArrayList<>();
        for (JsonNode change : expect) {
            Map<String, String> members = new TreeMap<>();
            change.properties()
                    .forEach(member ->
                            members.put(member.getKey(), member.getValue().textValue()));
            expected.add(members);
        }
        return expected;
    }
}
