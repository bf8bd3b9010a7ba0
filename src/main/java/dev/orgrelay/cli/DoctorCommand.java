package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.configuration.ConversionMistakes;
import dev.orgrelay.organization.Text;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Looks at what usually is wrong, and says what to do about it. */
final class DoctorCommand implements Command {

    private static final Duration SOON = Duration.ofDays(14);

    /** What schemes tolerate is some minutes; the ledger assumes less between instances. */
    private static final Duration CLOCK = Duration.ofSeconds(5);

    private static final double NEARLY = 0.9;

    @Override
    public CommandSpec spec() {
        return Options.command("doctor", "Check settings, server, clock, credentials and limits, and say what to do.");
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        ArrayNode checks = JsonNodeFactory.instance.arrayNode();
        settings(call, checks);
        server(call, checks);
        boolean isWell = true;
        for (JsonNode check : checks) {
            isWell &= check.path("ok").booleanValue();
            if (!call.isJson()) {
                call.terminal()
                        .say((check.path("ok").booleanValue() ? "ok    " : "WRONG ")
                                + check.path("name").asText() + ": "
                                + check.path("detail").asText()
                                + (check.has("todo")
                                        ? "\n      " + check.path("todo").asText()
                                        : ""));
            }
        }
        if (call.isJson()) {
            call.terminal()
                    .say(JsonNodeFactory.instance.objectNode().put("ok", isWell).set("checks", checks));
        }
        return isWell ? Cli.DONE : Cli.ERROR;
    }

    private static void settings(Call call, ArrayNode checks) throws IOException {
        List<String> mistakes;
        int sources = 0;
        try {
            var read = new LocalSources(call.env()).sources(name -> true);
            mistakes = read.mistakes();
            sources = read.descriptions().size();
        } catch (ConfigValidationException e) {
            mistakes = ConversionMistakes.in(e);
        }
        if (mistakes.isEmpty()) {
            add(checks, "settings", "those of this machine set up " + Text.count(sources, "source"), Optional.empty());
        }
        mistakes.forEach(mistake -> add(
                checks, "settings", mistake, Optional.of("correct it, or the server of this machine does not start")));
    }

    private static void server(Call call, ArrayNode checks) throws InterruptedException {
        try {
            Api api = call.api();
            Instant before = Instant.now();
            var live = api.get("/api/health/live", Map.of(), Api.JSON);
            add(
                    checks,
                    "server",
                    call.url() + " answers in "
                            + Duration.between(before, Instant.now()).toMillis() + " ms",
                    Optional.empty());
            live.headers().firstValue("date").ifPresent(date -> clock(date, checks));
            JsonNode status = api.json("/api/status", Map.of());
            add(
                    checks,
                    "key",
                    "opens the operators' API of version "
                            + status.path("version").asText(),
                    Optional.empty());
            status.path("applications").forEach(application -> application(application, checks));
            int letters = status.path("deadLetters").path("kept").asInt();
            add(
                    checks,
                    "dead letters",
                    letters + " kept",
                    letters == 0
                            ? Optional.empty()
                            : Optional.of(
                                    "orgrelay deliveries --outcome refused says why; orgrelay replay --all --dead-letters tries them again"));
        } catch (IOException | IllegalArgumentException e) {
            add(checks, "server", e.getMessage(), Optional.of("the rest cannot be checked before"));
        }
    }

    private static void clock(String date, ArrayNode checks) {
        Duration ahead =
                Duration.between(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)), Instant.now());
        boolean isRight = ahead.abs().compareTo(CLOCK) <= 0;
        add(
                checks,
                "clock",
                isRight
                        ? "that of the server is the same"
                        : "that of this machine is " + ahead.toSeconds() + " s ahead of the server's",
                isRight
                        ? Optional.empty()
                        : Optional.of("set both by NTP: signatures have a time, and order depends on it"));
    }

    private static void application(JsonNode application, ArrayNode checks) {
        String name = "application " + application.path("name").asText();
        String state = application.path("state").asText();
        boolean isWell = List.of("available", "unknown").contains(state);
        add(
                checks,
                name,
                state
                        + (application.hasNonNull("detail")
                                ? ": " + application.path("detail").asText()
                                : ""),
                isWell
                        ? Optional.empty()
                        : Optional.of(application.path("todo").asText("wait, or look at the application")));
        if (application.hasNonNull("tokenEnds")) {
            Instant ends = Instant.parse(application.path("tokenEnds").asText());
            add(
                    checks,
                    name,
                    "its token ends at " + ends,
                    ends.isAfter(Instant.now().plus(SOON))
                            ? Optional.empty()
                            : Optional.of("make a new one in IoT Central, and set it before then"));
        }
        limit(name, "organizations", application.path("organizations"), application.path("maxOrganizations"), checks);
        limit(name, "levels", application.path("depth"), application.path("maxDepth"), checks);
        int throttled = application.path("pace").path("throttledLastHour").asInt();
        if (throttled > 0) {
            add(
                    checks,
                    name,
                    "throttled " + throttled + " times within the hour",
                    Optional.of("somebody else uses it, too: lower requests-per-second"));
        }
    }

    private static void limit(String name, String what, JsonNode used, JsonNode most, ArrayNode checks) {
        if (used.isNumber() && most.asInt() > 0) {
            boolean isFree =
                    used.asInt() < NEARLY * most.asInt() || what.equals("levels") && used.asInt() <= most.asInt();
            add(
                    checks,
                    name,
                    used.asInt() + " of " + most.asInt() + " " + what,
                    isFree
                            ? Optional.empty()
                            : Optional.of("it is nearly full: what comes next is deferred; delete what nobody needs"));
        }
    }

    private static void add(ArrayNode checks, String name, String detail, Optional<String> todo) {
        var check =
                checks.addObject().put("name", name).put("ok", todo.isEmpty()).put("detail", detail);
        todo.ifPresent(text -> check.put("todo", text));
    }
}
