package dev.orgrelay.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** The organizations of an application in a form that plans read. */
final class ExportCommand implements Command {

    private static final String PATH = "/api/organizations";
    private static final String CSV = "text/csv";

    @Override
    public CommandSpec spec() {
        return Options.command(
                "export", "Print the organizations of an application as CSV, or as JSON, which plan and apply read.");
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        Map<String, String> query = call.query(List.of("application"));
        if (call.isJson()) {
            call.terminal().say(call.api().json(PATH, query));
        } else {
            call.terminal().sayRaw(call.api().get(PATH, query, CSV).body());
        }
        return Cli.DONE;
    }
}
