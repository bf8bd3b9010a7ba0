package dev.orgrelay.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.orgrelay.organization.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Compiles an expression, and says where it is wrong. */
final class Syntax {

    private static final int BEFORE = 30;
    private static final int AFTER = 10;

    private static final String UNTERMINATED = "S0302";

    /** The library counts brackets to find the end of a regular expression, and does not know those of a character class. */
    private static final String BRACKETS = "inside [...] brackets need a backslash, [\\(] and not [(]";

    private static final Pattern BARE_BRACKET =
            Pattern.compile("/[^/\\n]*?(\\[\\^?(?:[^\\\\\\]\\[(){}/]|\\\\.)*[\\[(){}])");

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
        if (failure instanceof JException syntax && UNTERMINATED.equals(syntax.getError())) {
            return "a regular expression does not end; " + BRACKETS + at(expression, suspect(expression));
        }
        if (failure instanceof JException syntax) {
            return Text.shorten(syntax.getMessage()) + at(expression, syntax.getLocation());
        }
        if (failure instanceof PatternSyntaxException pattern) {
            return "the regular expression /" + Text.shorten(pattern.getPattern()) + "/ is wrong: "
                    + pattern.getDescription() + "; " + BRACKETS
                    + at(expression, expression.indexOf(pattern.getPattern()));
        }
        if (failure instanceof StackOverflowError) {
            return "it nests too deep";
        }
        // The parser runs over the end of what is not finished.
        return "it is not a complete expression" + at(expression, expression.length());
    }

    /** The first character class with a bare bracket; the library itself only notices at the end of the expression. */
    private static int suspect(String expression) {
        Matcher bare = BARE_BRACKET.matcher(expression);
        return bare.find() ? bare.start(1) : expression.length();
    }

    private static String at(String expression, int location) {
        int position = Math.max(0, Math.min(location, expression.length()));
        int from = Math.max(0, position - BEFORE);
        int to = Math.min(expression.length(), position + AFTER);
        return ", at position " + position + " near '" + Text.shorten(expression.substring(from, to)) + "'";
    }
}
