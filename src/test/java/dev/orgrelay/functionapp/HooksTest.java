package dev.orgrelay.functionapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hooks of a deployment, run by a shell: on zips of all kinds, and with commands in place of az and curl that write down how they are called. */
@DisabledOnOs(OS.WINDOWS)
class HooksTest {

    private static final int MACHINE = 18;

    @TempDir
    Path folder;

    private Path calls;

    @BeforeEach
    void copyScripts() throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("azure-functions/infra"));
        for (String script : new String[] {"prepackage.sh", "postdeploy.sh"}) {
            Files.copy(Bicep.FOLDER.resolve(script), scripts.resolve(script));
        }
        calls = Files.createFile(folder.resolve("calls"));
        command("az", """
            case "$*" in
              *--parameters*) [ -z "${NO_FUNCTION:-}" ] ;;
              *'secret show'*) [ -z "${NO_ROLE:-}" ] && echo "value of $7" ;;
              *'keys set'*) cat >> "$CALLS"; echo >> "$CALLS" ;;
            esac
            """);
        command("curl", """
            case "$*" in
              */api/health/live) [ -z "${DOWN:-}" ] ;;
              */api/events) cat >> "$CALLS"; printf '%s' "$ANSWER" ;;
            esac
            """);
        command("sleep", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        62 | 0 |
        183 | 1 | another processor than x86-64
        0 | 1 | the hosts of custom handlers have no Java
        """)
    void onlyAHandlerForTheHostsIsDeployed(int machine, int exit, String sentence) throws Exception {
        Path zip = folder.resolve("target/azure-functions/orgrelay.zip");
        Files.createDirectories(zip.getParent());
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(file)) {
            byte[] executable = new byte[64];
            executable[MACHINE] = (byte) machine;
            entries.putNextEntry(new ZipEntry(machine == 0 ? "quarkus-app/quarkus-run.jar" : "orgrelay"));
            entries.write(executable);
        }

        Ended ended = run("prepackage.sh", Map.of("SKIP_BUILD", "true"));

        assertThat(ended.exit).as(ended.output).isEqualTo(exit);
        assertThat(ended.output).contains(sentence == null ? "" : sentence);
    }

    @Test
    void withoutAZipTheHookSaysSoToo() throws Exception {
        assertThat(run("prepackage.sh", Map.of("SKIP_BUILD", "true")).exit).isEqualTo(1);
    }

    @Test
    void anEventIsSentAndNoSecretIsAnArgument() throws Exception {
        Ended ended = run("postdeploy.sh", Map.of("ANSWER", "{\"outcomes\":[{\"outcome\":\"applied\"}]}"));

        assertThat(ended.exit).as(ended.output).isZero();
        assertThat(ended.output)
                .contains("Org Relay works")
                .contains("Console: https://relay.example/api/console/")
                .doesNotContain("value of");
        assertThat(Files.readString(calls))
                .containsSubsequence(
                        "az deployment group create --resource-group rg ",
                        "az functionapp keys set --resource-group rg --name app ",
                        "--key-type functionKeys --key-name operator --key-value @- ",
                        "\nvalue of operator-key",
                        "/api/health/live",
                        "--header @- ",
                        "organization.deleted",
                        "\nx-api-key: value of events-secret\n")
                .doesNotContainPattern("(?m)^(az|curl) .*value of");
    }

    @Test
    void whoeverHasNoAccessIsToldWhatToDoAndAPipelineFails() throws Exception {
        String answer = "{\"outcomes\":[{\"outcome\":\"deferred\",\"detail\":\"IoT Central answered 401\"}]}";

        Ended byHand = run("postdeploy.sh", Map.of("ANSWER", answer));
        Ended byPipeline = run("postdeploy.sh", Map.of("ANSWER", answer, "CI", "true"));

        assertThat(byHand.exit).isZero();
        assertThat(byPipeline.exit).isEqualTo(1);
        assertThat(byHand.output)
                .contains("IoT Central answered 401", "az iot central user create", "--object-id principal");
    }

    @ParameterizedTest
    @CsvSource({
        "NO_FUNCTION, The subscription could not be created",
        "NO_ROLE, The secret operator-key cannot be read",
        "DOWN, az functionapp restart --resource-group rg --name app"
    })
    void whatDoesNotComeUpEndsTheHook(String trouble, String sentence) throws Exception {
        Ended ended = run("postdeploy.sh", Map.of(trouble, "true", "ANSWER", ""));

        assertThat(ended.exit).isEqualTo(1);
        assertThat(ended.output).contains(sentence);
    }

    private record Ended(int exit, String output) {}

    private void command(String name, String what) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\nprintf '%s\\n' \"" + name + " $*\" >> \"$CALLS\"\n" + what);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ended run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        folder.resolve("azure-functions/infra").resolve(script).toString())
                .redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.remove("CI");
        variables.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        variables.put("CALLS", calls.toString());
        variables.putAll(Map.of(
                "AZURE_RESOURCE_GROUP", "rg",
                "AZURE_FUNCTION_APP_NAME", "app",
                "AZURE_KEY_VAULT_NAME", "vault",
                "EVENT_TOPIC_NAME", "topic",
                "STORAGE_ACCOUNT_NAME", "account",
                "RELAY_URL", "https://relay.example",
                "RELAY_PRINCIPAL_ID", "principal"));
        variables.putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
