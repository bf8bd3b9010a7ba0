package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a command is called: results go to {@code out}, all that only people read to {@code err}. What a terminal would not show but obey stands there as its number.
 *
 * @param isInteractive whether somebody sees it and can answer; else it goes to a file or another program
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean isInteractive) {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final int BAR = 30;

    /** Writes a result. */
    void say(String text) {
        out.print(shown(text, false));
        out.print(text.endsWith("\n") ? "" : "\n");
        out.flush();
    }

    /** Writes a text of the server that may have been asked for colours. */
    void sayColoured(String text) {
        out.print(shown(text, true));
        out.flush();
    }

    void say(JsonNode document) {
        say(document.toPrettyString());
    }

    /** Writes what another program reads: byte for byte, unless somebody looks. */
    void sayRaw(String text) {
        out.print(isInteractive ? shown(text.replace("\r\n", "\n"), false) : text);
        out.flush();
    }

    /** Writes for people. */
    void tell(String text) {
        err.println(shown(String.valueOf(text), false));
        err.flush();
    }

    /** Shows how far something is: a bar that moves on a terminal, else a line. */
    void progress(int done, int total, String what) {
        if (!isInteractive) {
            tell(done + "/" + total + " " + what);
            return;
        }
        int full = total == 0 ? BAR : BAR * done / total;
        err.print("\r\u001b[K[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + done + "/" + total + " "
                + Text.shorten(what, Text.SHOWN - BAR) + (done == total ? "\n" : ""));
        err.flush();
    }

    /** Whether somebody says yes; nobody does where nobody is. */
    boolean confirms(String question) throws IOException {
        if (!isInteractive) {
            return false;
        }
        err.print(shown(question, false) + " [y/N] ");
        err.flush();
        String answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().matches("(?i)y(es)?");
    }

    static String shown(String text, boolean maybeColoured) {
        StringBuilder shown = new StringBuilder(text.length());
        Matcher colour = COLOUR.matcher(text);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            if (maybeColoured
                    && codePoint == '\u001b'
                    && colour.region(i, text.length()).lookingAt()) {
                shown.append(colour.group());
                i = colour.end() - 1;
            } else if (codePoint == '\n' || codePoint == '\t' || Text.isVisible(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else {
                // in units of UTF-16, as JSON writes them
                Character.toString(codePoint).chars().forEach(unit -> shown.append(String.format("\\u%04X", unit)));
            }
        }
        return shown.toString();
    }
}
