package dev.orgrelay.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** How commands tell what they take. */
final class Options {

    /** The filters that lists and replays have, by name, with what they take. */
    private static final Map<String, String> FILTERS = new TreeMap<>(Map.of(
            "source", "Of this source.",
            "outcome", "With one of these outcomes, separated by commas; turned-away is one, too.",
            "organization", "Of this organization.",
            "event", "Of this event.",
            "status", "Answered with this status: 401 or 4xx.",
            "kind", "Of one of these kinds: event, queue, event-grid, reconcile, replay, operator.",
            "since", "Since then: 24h, or a time like 2026-11-23T10:00:00Z.",
            "until", "Before then, written like --since.",
            "limit", "At most so many."));

    private Options() {}

    static CommandSpec command(String name, String does) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(does).sortOptions(false).abbreviateSynopsis(true);
        return spec;
    }

    static OptionSpec value(String name, String label, String means) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(means)
                .build();
    }

    static OptionSpec flag(String name, String means) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(means)
                .build();
    }

    static OptionSpec help() {
        return OptionSpec.builder("--help", "-h")
                .type(boolean.class)
                .arity("0")
                .usageHelp(true)
                .description("Print this.")
                .build();
    }

    static OptionSpec source() {
        return value("--source", "NAME", "The configured source.");
    }

    static OptionSpec dryRun() {
        return flag("--dry-run", "Only say what would become of it.");
    }

    /** One after the command. */
    static PositionalParamSpec argument(String label, boolean isRequired, String means) {
        return PositionalParamSpec.builder()
                .index("0")
                .type(String.class)
                .required(isRequired)
                .arity(isRequired ? "1" : "0..1")
                .paramLabel(label)
                .description(means)
                .build();
    }

    /** A message and the headers that go with it. */
    static CommandSpec sample(CommandSpec spec) {
        return spec.addPositional(
                        argument(
                                "SAMPLE",
                                true,
                                "A file with a body, or with a request: {method, path, headers, body or bodyBase64}. - is standard input."))
                .addOption(OptionSpec.builder("--header", "-H")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel("NAME:VALUE")
                        .description("A header that goes with it; may come several times.")
                        .build());
    }

    /** What plans take. */
    static CommandSpec hierarchy(CommandSpec spec, String file) {
        return spec.addPositional(argument("FILE", false, file))
                .addOption(value(
                        "--source", "NAME", "The configured source that the file is of; without a file, its snapshot."))
                .addOption(value("--policy", "POLICY", "create-only, upsert-only, sync or sync-owned."))
                .addOption(value("--scope", "ID", "Change nothing but what is at or below this organization."))
                .addOption(
                        value("--columns", "COLUMNS", "What the columns are called: sourceId:DeptNo,displayName:Name."))
                .addOption(value("--release", "DIGEST", "Delete what is held under this digest."));
    }

    static CommandSpec filters(CommandSpec spec) {
        FILTERS.forEach((name, means) -> spec.addOption(value("--" + name, name.toUpperCase(Locale.ROOT), means)));
        return spec;
    }

    static List<String> filters() {
        return List.copyOf(FILTERS.keySet());
    }

    static CommandSpec ofEveryCommand(CommandSpec spec) {
        return spec.addOption(value(
                        "--url", "URL", "Where the server is. Default: ORGRELAY_URL, else " + Call.USUAL_URL + "."))
                .addOption(value("--application", "NAME", "The application. Default: the one named default."))
                .addOption(flag("--json", "Print one JSON document."))
                .addOption(flag(
                        "--dangerous-plain-http",
                        "Send secrets by http to another machine, where anybody on the way reads them."))
                .addOption(help());
    }

    /** Of the description of the API, which the build makes. */
    static String version() throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Options.class.getResourceAsStream("/openapi.yaml"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("version:"))
                    .findFirst()
                    .map(line -> line.substring("version:".length())
                            .replace("\"", "")
                            .strip())
                    .orElse("unknown");
        }
    }
}
