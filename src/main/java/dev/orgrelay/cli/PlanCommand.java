package dev.orgrelay.cli;

import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Shows what would be done to make an application like a hierarchy. */
final class PlanCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.hierarchy(
                        Options.command("plan", "Show what would make an application like a hierarchy."),
                        "The whole hierarchy: JSON, CSV or NDJSON. - is standard input.")
                .addOption(Options.value("--out", "FILE", "Also write the plan there, to apply exactly this one."));
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        make(call);
        return Cli.DONE;
    }

    private static void write(String file, String document) throws IOException {
        try {
            Files.writeString(Path.of(file), document);
        } catch (IOException | InvalidPathException e) {
            throw new IOException("the file " + Text.shorten(file) + " cannot be written");
        }
    }

    /** Shows it, and keeps it where that is wanted. */
    static int make(Call call) throws IOException, InterruptedException {
        Plans plans = Plans.of(call);
        Optional<String> file = call.get("out");
        if (!call.isJson() && file.isEmpty()) {
            Plans.Made text = plans.text();
            call.terminal().sayColoured(text.body());
            return text.changes();
        }
        Plans.Made document = plans.document();
        if (file.isPresent()) {
            write(file.get(), document.body());
            call.terminal()
                    .tell("written to " + file.get() + "; orgrelay apply " + file.get() + " applies exactly this");
        }
        if (call.isJson()) {
            call.terminal().say(Json.read(document.body()));
        } else {
            call.terminal()
                    .sayColoured(plans.of(Json.read(document.body())).text().body());
        }
        return document.changes();
    }
}
