package dev.orgrelay.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Prints what the server tells: in words, or as a document.
 *
 * @param path where it is
 * @param query the options that are sent with it, if they are given
 */
record ShowCommand(CommandSpec spec, Function<Call, String> path, List<String> query) implements Command {

    /** How everything does. */
    static ShowCommand status() {
        CommandSpec spec =
                Options.command("status", "Show how applications and sources do, what waits, and what to do next.");
        return new ShowCommand(spec, call -> "/api/status", List.of());
    }

    /** The organizations of an application as a tree. */
    static ShowCommand tree() {
        CommandSpec spec = Options.command("tree", "Show the organizations of an application as a tree.");
        return new ShowCommand(spec, call -> "/api/organizations", List.of("application"));
    }

    /** Why an organization is as it is. */
    static ShowCommand history() {
        CommandSpec spec = Options.command("history", "Show why an organization is as it is.")
                .addPositional(Options.argument("ID", true, "The id of the organization."));
        return new ShowCommand(
                spec,
                call -> Api.path("/api/organizations", call.argument().orElseThrow(), "/history"),
                List.of("application"));
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        if (call.isJson()) {
            call.terminal().say(call.api().json(path.apply(call), call.query(query)));
        } else {
            call.terminal()
                    .say(call.api()
                            .get(path.apply(call), call.query(query), Api.TEXT)
                            .body());
        }
        return Cli.DONE;
    }
}
