package dev.orgrelay.source.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.orgrelay.organization.Text;
import java.util.regex.PatternSyntaxException;

/** Compiles an expression, and says where it is wrong. */
final class Syntax {

    private static final int BEFORE = 30;
    private static final int AFTER = 10;

    private Syntax() {}

    static Jsonata compile(String expression, String key) {
        if (expression.isBlank()) {
            throw new IllegalArgumentException(key + ": it is empty, a JSONata expression is expected");
        }
        try {
            Jsonata compiled = Jsonata.jsonata(expression);
            // The values are made here and the result is read here, nulls included.
            compiled.setValidateInput(false);
            compiled.setOutputConvertNulls(false);
            return compiled;
        } catch (LinkageError brokenInstallation) {
            throw brokenInstallation;
        } catch (RuntimeException | Error e) {
            throw new IllegalArgumentException(key + ": " + mistake(expression, e));
        }
    }

    private static String mistake(String expression, Throwable failure) {
        if (failure instanceof JException syntax) {
            return Text.shorten(syntax.getMessage()) + at(expression, syntax.getLocation());
        }
        if (failure instanceof PatternSyntaxException pattern) {
            return "the regular expression /" + Text.shorten(pattern.getPattern()) + "/ is wrong: "
                    + pattern.getDescription() + at(expression, expression.indexOf(pattern.getPattern()));
        }
        if (failure instanceof StackOverflowError) {
            return "it nests too deep";
        }
        // The parser runs over the end of what is not finished.
        return "it is not a complete expression" + at(expression, expression.length());
    }

    private static String at(String expression, int location) {
        int position = Math.max(0, Math.min(location, expression.length()));
        int from = Math.max(0, position - BEFORE);
        int to = Math.min(expression.length(), position + AFTER);
        return ", at position " + position + " near '" + Text.shorten(expression.substring(from, to)) + "'";
    }
}
