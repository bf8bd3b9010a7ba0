package dev.orgrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.PackagedApplication;
import dev.orgrelay.message.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Every command with the packaged program as its server, and some as the packaged program. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CliIT {

    private static final Path TRANSCRIPT = Path.of("src/test/resources/dev/orgrelay/cli/transcript.txt");
    private static final String UPDATE = "update-docs";
    private static final String KEY = "a key of the test";
    private static final String SECRET = "a secret of the sender";
    private static final Path FOLDER = Path.of("target", "cli");
    private static final Map<String, String> FILES = Map.of(
            "company.csv", "id,displayName,parent\nnorth,North,\noslo,Oslo,north\nbergen,Bergen,north\n",
            "smaller.csv", "id,displayName,parent\nnorth,The North,\n",
            "event.json", "{\"id\":\"malmo\",\"name\":\"Malmö\"}",
            "hostile.json", "{\"id\":\"lund\",\"name\":\"Lund \\u001b[2J\"}",
            "mapping.jsonata", "{'operation': 'upsert', 'id': body.id, 'displayName': body.name & '!'}",
            "wrong.jsonata", "{'operation': }");

    private static Map<String, String> env;
    private static Process server;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        }
        int port = PackagedApplication.freePort();
        env = new TreeMap<>(Map.of(
                "ORGRELAY_URL", "http://127.0.0.1:" + port,
                "ORGRELAY_OPERATOR_KEY", KEY,
                "ORGRELAY_SANDBOX_ENABLED", "true",
                "ORGRELAY_RECONCILE_MAX_DELETES", "1",
                "ORGRELAY_SOURCES_HR_FORMAT", "json",
                "ORGRELAY_SOURCES_HR_MAPPING",
                        "{'operation': 'upsert', 'id': body.id, 'displayName': body.name, 'parent': body.parent}",
                "ORGRELAY_SOURCES_HR_AUTHENTICATION_SCHEME", "slack",
                "ORGRELAY_SOURCES_HR_AUTHENTICATION_SECRETS", SECRET));
        ProcessBuilder program = PackagedApplication.with(
                List.of(), List.of("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port));
        program.environment().putAll(env);
        server = program.redirectOutput(FOLDER.resolve("server.log").toFile()).start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Calls.call("orgrelay status", env).code() == 0);
    }

    @AfterAll
    static void stop() {
        server.destroyForcibly();
    }

    /** The file has commands after {@code $}, and what they write: {@code 2>} before what is for people, the exit code where it is not 0. */
    @Test
    @Order(1)
    void commandsSayWhatTheTranscriptSays() throws IOException {
        List<String> written = Files.readAllLines(TRANSCRIPT);
        StringBuilder now = new StringBuilder();
        Map<String, String> remembered = new TreeMap<>();
        for (String line : written) {
            if (line.startsWith("#") || line.isEmpty()) {
                now.append(line).append('\n');
            } else if (line.startsWith("$ ")) {
                now.append(line).append('\n').append(answer(line.substring(2), remembered));
            }
        }
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(TRANSCRIPT, now);
        }
        assertThat(now.toString()).isEqualTo(String.join("\n", Files.readAllLines(TRANSCRIPT)) + "\n");
    }

    /** @param remembered what stands for {@code <delivery>} and {@code <letter>} in commands that follow */
    private static String answer(String written, Map<String, String> remembered) {
        boolean isTerminal = written.matches("[yn]: .*");
        String command = isTerminal ? written.substring(3) : written;
        for (Map.Entry<String, String> one : remembered.entrySet()) {
            command = command.replace(one.getKey(), one.getValue());
        }
        Calls.Result result = Calls.call(command, env, written.charAt(0) + "\n", isTerminal);
        result.out()
                .lines()
                .filter(line -> line.contains(" hr  applied"))
                .findFirst()
                .ifPresent(line -> remembered.putIfAbsent("<delivery>", line.split(" +")[1]));
        StringBuilder text = new StringBuilder();
        stable(result.out())
                .lines()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        stable(result.err())
                .lines()
                .forEach(line -> text.append("  2> ").append(line).append('\n'));
        return result.code() == 0
                ? text.toString()
                : text.append("  exit ").append(result.code()).append('\n').toString();
    }

    private static String stable(String text) {
        String server = env.get("ORGRELAY_URL");
        return text.replace(server, "<url>")
                .replace(server.substring("http://".length()), "<host>")
                .replace("\r\n", "\n")
                .replace("\r", "\n")
                .replace("\u001b", "\\e")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<time>")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
                .replaceAll("instance(\" : \"| )[^\",]+", "instance$1<id>")
                .replaceAll("(user-agent\\W+)Java-http-client/[\\d.]+", "$1<agent>")
                .replaceAll("(?<![.\\d])\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?(?![.\\d])", "<version>")
                .replaceAll("v0=[0-9a-f]+", "v0=<signature>")
                .replaceAll("timestamp(\" : \"|: )\\d{10}", "timestamp$1<seconds>")
                .replaceAll("\\b[0-9a-f]{8,}\\b", "<digest>")
                .replaceAll("\\d+(\\.\\d+)? (ms|s|min|requests)\\b", "<n> $2")
                .replaceAll("(\"(milliseconds|seconds|rate|secondsLeft|waited|perSecond)\" : )[\\d.]+", "$1<n>");
    }

    @Test
    @Order(2)
    void thePackagedProgramDoesTheSame() throws Exception {
        for (String command : List.of(
                "orgrelay --help",
                "orgrelay plna",
                "orgrelay tree",
                "orgrelay tree --json",
                "ORGRELAY_OPERATOR_KEY=wrong orgrelay tree",
                "orgrelay diff target/cli/smaller.csv --policy sync",
                "ORGRELAY_URL= orgrelay try target/cli/event.json --source hr")) {
            Calls.Result here = Calls.call(command, env);
            Calls.Result there = packaged(command);

            assertThat(stable(there.out())).as(command).isEqualTo(stable(here.out()));
            assertThat(stable(there.err())).as(command).isEqualTo(stable(here.err()));
            assertThat(there.code()).as(command).isEqualTo(here.code());
        }
    }

    @Test
    @Order(3)
    void whatComesIsFollowed() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);
        Thread following = new Thread(() -> Cli.run(
                new String[] {"deliveries", "--follow", "--json", "--limit", "1"},
                env,
                new Terminal(InputStream.nullInputStream(), lines, lines, false)));
        following.start();
        await().until(() -> out.size() > 0);
        Calls.call("orgrelay send target/cli/event.json --source hr", env);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> out.toString(StandardCharsets.UTF_8).lines().count() == 2);
        following.interrupt();
        following.join(5_000);

        assertThat(following.isAlive()).isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(Json::read))
                .allMatch(one -> one.path("source").asText().equals("hr"));
    }

    private static Calls.Result packaged(String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Calls.words(command));
        ProcessBuilder program = PackagedApplication.with(List.of(), List.of()).redirectErrorStream(false);
        program.environment().putAll(env);
        while (!words.get(0).equals("orgrelay")) {
            String[] variable = words.remove(0).split("=", 2);
            program.environment().put(variable[0], variable[1]);
        }
        program.command().addAll(words.subList(1, words.size()));
        Path out = FOLDER.resolve("out.txt");
        Path err = FOLDER.resolve("err.txt");
        Process process =
                program.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Calls.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
