package dev.orgrelay.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands as somebody writes them, called in this process. */
public final class Calls {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=(.*)");

    private Calls() {}

    /** What a command wrote, and its exit code. */
    public record Result(int code, String out, String err) {}

    /** @param command with variables before it: {@code NO_COLOR=1 orgrelay tree} */
    public static Result call(String command, Map<String, String> env) {
        return call(command, env, "", false);
    }

    /** The same of somebody who writes {@code answer} on a terminal, or of a program that does. */
    public static Result call(String command, Map<String, String> env, String answer, boolean isTerminal) {
        Map<String, String> variables = new TreeMap<>(env);
        List<String> words = words(command);
        while (!words.get(0).equals("orgrelay")) {
            Matcher variable = VARIABLE.matcher(words.remove(0));
            variable.matches();
            variables.put(variable.group(1), variable.group(2));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cli.run(
                words.subList(1, words.size()).toArray(String[]::new),
                variables,
                new Terminal(
                        new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        isTerminal));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        WORD.matcher(command)
                .results()
                .forEach(word -> words.add(word.group(1) != null ? word.group(1) : word.group(2)));
        return words;
    }
}
