package dev.orgrelay.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** A plan whose exit code says whether there is anything to do. */
final class DiffCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.hierarchy(
                Options.command("diff", "Show the same as plan; the exit code is 2 if the application differs."),
                "The whole hierarchy: JSON, CSV or NDJSON. - is standard input.");
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        return PlanCommand.make(call) == 0 ? Cli.DONE : Cli.DIFFERS;
    }
}
