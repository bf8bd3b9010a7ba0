package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.configuration.ConversionMistakes;
import dev.orgrelay.message.Json;
import dev.orgrelay.source.Sources;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Looks at what usually is wrong, and says what to do about it. */
final class DoctorCommand implements Command {

    private static final Duration SOON = Duration.ofDays(14);

    /** What the ledger assumes between instances; schemes tolerate some minutes. */
    private static final Duration CLOCK = Duration.ofSeconds(5);

    @Override
    public CommandSpec spec() {
        return Options.command("doctor", "Check settings, server, clock, key, credentials and limits; say what to do.");
    }

    /** @param todo empty if there is nothing to do */
    private record Check(String name, boolean isRight, String detail, String todo) {}

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        List<Check> checks = new ArrayList<>(settings(call));
        String asked = "server";
        try {
            Api api = call.api();
            api.get("/api/health/live", Map.of(), Api.JSON);
            checks.add(new Check(asked, true, call.url() + " answers", ""));
            asked = "key";
            var answer = api.get("/api/status", Map.of(), Api.JSON);
            JsonNode status = Json.read(answer.body());
            checks.add(new Check(
                    asked, true, "opens version " + status.path("version").asText(), ""));
            answer.headers().firstValue("date").ifPresent(date -> checks.add(clock(date)));
            status.path("applications").forEach(application -> checks.addAll(application(application)));
            int letters = status.path("deadLetters").path("kept").asInt();
            String todo = letters == 0
                    ? ""
                    : "orgrelay status says why; orgrelay replay --all --dead-letters tries them again";
            checks.add(new Check("dead letters", true, letters + " kept", todo));
        } catch (IOException | IllegalArgumentException e) {
            checks.add(new Check(asked, false, e.getMessage(), "then ask again: the rest is not checked yet"));
        }
        boolean isWell = checks.stream().allMatch(Check::isRight);
        if (call.isJson()) {
            call.terminal().say(json(checks).put("ok", isWell));
        } else {
            checks.forEach(check -> call.terminal()
                    .say((check.isRight() ? "ok     " : "WRONG  ") + check.name() + ": " + check.detail()
                            + (check.todo().isEmpty() ? "" : "\n       " + check.todo())));
        }
        return isWell ? Cli.DONE : Cli.ERROR;
    }

    private static List<Check> settings(Call call) throws IOException {
        List<String> mistakes;
        String names = "";
        try {
            Sources sources = new LocalSources(call.env()).sources(name -> true);
            mistakes = sources.mistakes();
            names = String.join(
                    ", ", sources.descriptions().stream().map(one -> one.name()).toList());
        } catch (ConfigValidationException e) {
            mistakes = ConversionMistakes.in(e);
        }
        return mistakes.isEmpty()
                ? List.of(new Check("settings", true, "those of this machine set up the sources " + names, ""))
                : mistakes.stream()
                        .map(line -> new Check("settings", false, line, "correct it: no server starts with it"))
                        .toList();
    }

    private static Check clock(String date) {
        Instant there = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        Duration ahead = Duration.between(there, Instant.now());
        boolean isRight = ahead.abs().compareTo(CLOCK) <= 0;
        return isRight
                ? new Check("clock", true, "the server's is the same", "")
                : new Check(
                        "clock",
                        false,
                        "this machine's is " + ahead.toSeconds() + " s ahead of the server's",
                        "set both by NTP: order and signatures depend on it");
    }

    private static List<Check> application(JsonNode application) {
        List<Check> checks = new ArrayList<>();
        String name = "application " + application.path("name").asText();
        String state = application.path("state").asText();
        boolean isWell = List.of("available", "unknown").contains(state);
        checks.add(new Check(
                name,
                isWell,
                (state + " " + application.path("detail").asText("")).strip(),
                application.path("todo").asText("")));
        if (application.hasNonNull("tokenEnds")) {
            Instant ends = Instant.parse(application.path("tokenEnds").asText());
            boolean isLong = ends.isAfter(Instant.now().plus(SOON));
            checks.add(new Check(
                    name,
                    isLong,
                    "its token ends at " + ends,
                    isLong ? "" : "make a new one in IoT Central, and set it before then"));
        }
        if (application.hasNonNull("organizations")) { // known since the first list
            int organizations = application.path("organizations").asInt();
            int most = application.path("maxOrganizations").asInt();
            boolean isFree = organizations * 10 < most * 9;
            checks.add(new Check(
                    name,
                    isFree,
                    organizations + " of " + most + " organizations, "
                            + application.path("depth").asInt() + " of "
                            + application.path("maxDepth").asInt() + " levels",
                    isFree ? "" : "delete what nobody needs: a create in a full application is deferred"));
        }
        int throttled = application.path("pace").path("throttledLastHour").asInt();
        if (throttled > 0) {
            checks.add(new Check(
                    name,
                    true,
                    throttled + " × 429 in the last hour",
                    "somebody else calls it, too: lower requests-per-second"));
        }
        return checks;
    }

    private static ObjectNode json(List<Check> checks) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        checks.forEach(check -> json.withArray("checks")
                .addObject()
                .put("name", check.name())
                .put("ok", check.isRight())
                .put("detail", check.detail())
                .put("todo", check.todo().isEmpty() ? null : check.todo()));
        return json;
    }
}
