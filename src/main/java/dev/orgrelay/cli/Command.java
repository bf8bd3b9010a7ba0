package dev.orgrelay.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** One command. */
interface Command {

    /** Its name, what it does, and the options that not every command has. */
    CommandSpec spec();

    /**
     * Carries it out.
     *
     * @return the exit code
     * @throws IOException with what is wrong and what to do, as all other exceptions but of bugs
     */
    int run(Call call) throws IOException, InterruptedException;
}
