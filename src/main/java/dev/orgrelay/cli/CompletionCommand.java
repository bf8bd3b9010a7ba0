package dev.orgrelay.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The script that lets a shell complete commands and options. */
record CompletionCommand(CommandLine root) implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command(
                "completion", "Print what lets bash and zsh complete commands: source <(orgrelay completion).");
    }

    @Override
    public int run(Call call) {
        call.terminal().say(AutoComplete.bash(root.getCommandName(), root));
        return Cli.DONE;
    }
}
