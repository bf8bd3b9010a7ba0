package dev.orgrelay.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Why an organization is as it is. */
final class HistoryCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command("history", "Show why an organization is as it is.")
                .addPositional(Options.argument("ID", true, "The id of the organization."));
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        String path = Api.path("/api/organizations", call.argument().orElseThrow(), "/history");
        return call.show(path, List.of("application"));
    }
}
