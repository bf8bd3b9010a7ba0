package dev.orgrelay.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The organizations of an application as a tree. */
final class TreeCommand implements Command {

    private static final String PATH = "/api/organizations";

    @Override
    public CommandSpec spec() {
        return Options.command("tree", "Show the organizations of an application as a tree.");
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        return call.show(PATH, List.of("application"));
    }
}
