package dev.orgrelay.cli;

import dev.orgrelay.configuration.ConversionMistakes;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.Nearest;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands of the program. Without reflection: each tells its options, and is told what was given for them. */
public final class Cli {

    /** What an exit code means: done, or nothing differs. */
    static final int DONE = 0;

    /** An error, a mistake in the command, or a no. */
    static final int ERROR = 1;

    /** The application differs from what was asked for. */
    static final int DIFFERS = 2;

    /** Something was held, deferred or refused. */
    static final int INCOMPLETE = 3;

    private static final String NAME = "orgrelay";
    private static final int WIDTH = 120;

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final CommandLine line;

    Cli() {
        CommandSpec root = Options.command(
                        NAME,
                        "Keeps the organizations of Azure IoT Central in step. Without a command it is the server.")
                .addOption(Options.flag("--version", "Print the version."));
        line = new CommandLine(root.addOption(Options.help()));
        List<Command> all = List.of(
                new PlanCommand(),
                new ApplyCommand(),
                new DiffCommand(),
                ShowCommand.tree(),
                new ExportCommand(),
                ShowCommand.history(),
                ShowCommand.status(),
                new DeliveriesCommand(),
                new DeliveryCommand(),
                new ReplayCommand(),
                new TryCommand(),
                new SignCommand(),
                new SendCommand(),
                new DoctorCommand(),
                new CompletionCommand(line));
        for (Command command : all) {
            CommandSpec spec = Options.ofEveryCommand(command.spec());
            commands.put(spec.name(), command);
            root.addSubcommand(spec.name(), spec);
        }
        each(line, one -> one.setUsageHelpWidth(WIDTH));
    }

    /**
     * Carries out one command.
     *
     * @param env what the variables are
     * @return the exit code
     */
    public static int run(String[] args, Map<String, String> env, Terminal terminal) {
        return new Cli().call(args, env, terminal);
    }

    /** All of it, for who describes it. */
    CommandLine line() {
        return line;
    }

    private int call(String[] args, Map<String, String> env, Terminal terminal) {
        try {
            ParseResult parsed = line.parseArgs(args);
            ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
            if (command.hasMatchedOption("--help")) {
                terminal.say(usage(command.commandSpec().commandLine()));
                return DONE;
            }
            if (!parsed.hasSubcommand()) {
                return parsed.hasMatchedOption("--version")
                        ? version(terminal)
                        : mistake("a command is missing", line, terminal);
            }
            return commands.get(command.commandSpec().name()).run(new Call(command, env, terminal));
        } catch (ParameterException e) {
            return mistake(message(e), e.getCommandLine(), terminal);
        } catch (ConfigValidationException e) {
            terminal.tell(Mistakes.message(ConversionMistakes.in(e)));
        } catch (UncheckedIOException e) {
            terminal.tell("the answer broke off: " + e.getCause().getMessage());
        } catch (IOException | IllegalArgumentException | IntakeException e) {
            terminal.tell(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ERROR;
    }

    private static int version(Terminal terminal) throws IOException {
        terminal.say(Options.version());
        return DONE;
    }

    private static int mistake(String message, CommandLine command, Terminal terminal) {
        terminal.tell(message);
        terminal.tell("");
        terminal.tell(usage(command));
        return ERROR;
    }

    private static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return e.getMessage();
        }
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String first = unmatched.getUnmatched().get(0);
        if (first.startsWith("-")) {
            List<String> options = spec.optionsMap().keySet().stream().sorted().toList();
            return Nearest.unknown("option", first.replaceFirst("=.*", ""), options);
        }
        return spec.parent() == null
                ? Nearest.unknown("command", first, spec.subcommands().keySet())
                : "nobody reads '" + first + "'";
    }

    private static String usage(CommandLine command) {
        return command.getUsageMessage(Ansi.OFF).stripTrailing();
    }

    private static void each(CommandLine line, Consumer<CommandLine> action) {
        action.accept(line);
        line.getSubcommands().values().forEach(action);
    }
}
