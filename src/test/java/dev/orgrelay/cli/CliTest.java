package dev.orgrelay.cli;

import static dev.orgrelay.cli.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs no server. */
class CliTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Map<String, String> LANDINGS = Map.of(
            "ORGRELAY_SOURCES_LANDINGS_AUTHENTICATION_SCHEME",
            "standard-webhooks",
            "ORGRELAY_SOURCES_LANDINGS_AUTHENTICATION_SECRETS",
            SECRET);

    @TempDir
    Path folder;

    private Path sample;

    @BeforeEach
    void write() throws IOException {
        sample = Files.writeString(
                folder.resolve("sample.json"),
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/hr\",\"type\":\"organization.created\","
                        + "\"data\":{\"id\":\"seattle\",\"displayName\":\"Seattle\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orgrelay plna | there is no command 'plna', did you mean plan?
            orgrelay plan --jsn | there is no option '--jsn', did you mean --json?
            orgrelay tree --applicaton=x | there is no option '--applicaton', did you mean --application?
            orgrelay tree seattle | nobody reads 'seattle'
            orgrelay history | Missing required parameter: 'ID'
            orgrelay --json | there is no option '--json'
            """)
    void aMistakeIsSaidWithTheUsageAndIsNoDifference(String command, String message) {
        Calls.Result result = call(command, Map.of());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith(message).contains("Usage: orgrelay");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orgrelay tree --url http://127.0.0.1:1 | no server answers at http://127.0.0.1:1
            orgrelay tree --url ftp://relay.example | is not like http://localhost:8080
            orgrelay tree --url http://relay.example | the key of ORGRELAY_OPERATOR_KEY would go by http to another machine
            orgrelay plan | what is wanted? Name a file
            orgrelay plan /none | cannot be read
            orgrelay apply /none | nobody can answer here
            orgrelay replay | either an id or --all
            orgrelay try /none --source a --preset b | either --source or --preset
            orgrelay try pom.xml --preset gitub | there is no preset 'gitub', did you mean github?
            orgrelay sign pom.xml | whose message is it?
            """)
    void whatCannotBeDoneSaysWhatToDoAndNoKey(String command, String message) {
        Calls.Result result = call(command, Map.of("ORGRELAY_OPERATOR_KEY", "the key of the test"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message).doesNotContain("the key of the test");
    }

    @Test
    void helpIsAResult() {
        Calls.Result result = call("orgrelay plan --help", Map.of());

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("Usage: orgrelay plan").contains("--policy");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aSampleIsTriedWithTheSettingsOfThisMachine() {
        Calls.Result result = call("orgrelay try " + sample + " --source landings", LANDINGS);

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("planned create seattle");
        assertThat(result.code()).isZero();
    }

    @Test
    void aMistakeOfAMappingHasItsPlace() throws IOException {
        Path mapping = Files.writeString(folder.resolve("wrong.jsonata"), "{\n  'operation': }");

        Calls.Result result =
                call("orgrelay try " + sample + " --source landings --json --mapping " + mapping, LANDINGS);

        assertThat(result.code()).isEqualTo(1);
        assertThat(Json.read(result.out()).path("mistake").path("line").asInt()).isEqualTo(2);
        assertThat(result.err()).contains("line 2, column ");
    }

    @Test
    void aSampleOfAPresetIsTriedAsARequest() {
        Calls.Result result = call(
                "orgrelay try src/main/resources/presets/workos/samples/group-created.json --preset workos", Map.of());

        assertThat(result.out()).contains("\"displayName\":\"Kelp Farm\"");
        assertThat(result.code()).isZero();
    }

    @Test
    void whatProvesASenderGoesToAnotherMachineByHttpsOnly() {
        Calls.Result result =
                call("orgrelay send " + sample + " --source landings --url http://relay.example", LANDINGS);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("what proves the sender would go by http to another machine");
    }

    @Test
    void signingPrintsHeadersAndNothingElse() {
        Calls.Result result = call("orgrelay sign " + sample + " --source landings", LANDINGS);

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .hasSize(3)
                .allMatch(line -> line.matches("webhook-(id|timestamp|signature): \\S+"));
        assertThat(result.out()).doesNotContain(SECRET);
    }

    @Test
    void whatTheSampleSaysOfItselfIsPrintedToo() throws IOException {
        Path request = Files.writeString(
                folder.resolve("request.json"),
                "{\"headers\":{\"Webhook-Id\":\"msg_1\",\"content-type\":\"application/json\"},\"body\":{\"a\":1}}");

        Calls.Result result = call("orgrelay sign " + request + " -H 'x-given: 1' --source landings", LANDINGS);

        assertThat(result.out().lines()).hasSize(3).contains("webhook-id: msg_1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            standard-webhooks-ed25519 | whpk_A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg= | only the sender has the private key
            standard-webhooks | short | orgrelay.sources.landings.authentication.secrets = (number 1 of 1, not shown)
            """)
    void whatCannotBeSignedHereSaysWhy(String scheme, String secret, String message) {
        Calls.Result result = call(
                "orgrelay sign " + sample + " --source landings",
                Map.of(
                        "ORGRELAY_SOURCES_LANDINGS_AUTHENTICATION_SCHEME", scheme,
                        "ORGRELAY_SOURCES_LANDINGS_AUTHENTICATION_SECRETS", secret));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message).doesNotContain("= " + secret);
    }

    @Test
    void aTokenOfEntraCannotBeMadeHere() {
        Calls.Result result = call(
                "orgrelay sign " + sample + " --source landings",
                Map.of(
                        "ORGRELAY_SOURCES_LANDINGS_AUTHENTICATION_SCHEME", "entra",
                        "ORGRELAY_SOURCES_LANDINGS_AUTHENTICATION_ENTRA_TENANT_ID",
                                "2f1d1e14-0b1f-4c3e-9b73-0d3c5b1a2f3e",
                        "ORGRELAY_SOURCES_LANDINGS_AUTHENTICATION_ENTRA_AUDIENCE", "api://relay",
                        "ORGRELAY_SOURCES_LANDINGS_AUTHENTICATION_ENTRA_ROLES", "Events.Send"));

        assertThat(result.err()).contains("a token of Entra ID cannot be made here");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aTerminalShowsWhatItWouldObey() {
        assertThat(Terminal.shown("a\u001b]0;title\u0007\u202eb\nc", false))
                .isEqualTo("a\\u001B]0;title\\u0007\\u202Eb\nc");
        assertThat(Terminal.shown("\u001b[31mred\u001b[0m\u001b[2J", true))
                .isEqualTo("\u001b[31mred\u001b[0m\\u001B[2J");
    }

    @Test
    void theShellCompletesEveryCommand() {
        String script = call("orgrelay completion", Map.of()).out();

        assertThat(new Cli().line().getSubcommands().keySet()).allMatch(script::contains);
    }
}
