package dev.orgrelay.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** How everything does. */
final class StatusCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command("status", "Show how applications and sources do, what waits, and what to do next.");
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        return call.show("/api/status", List.of());
    }
}
