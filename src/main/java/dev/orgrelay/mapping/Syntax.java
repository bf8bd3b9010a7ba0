package dev.orgrelay.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.Position;
import dev.orgrelay.organization.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression that is right.
 *
 * @param program what is evaluated
 * @param source what the operator wrote
 * @param nulls what was put into it
 */
record Syntax(Jsonata program, ExpressionText source, NullParents nulls) {

    private static final int SHOWN = 100;

    private static final String UNTERMINATED = "S0302";

    /** The library counts brackets to find the end of a regular expression, and does not know those of a character class. */
    private static final String BRACKETS = "inside [...] brackets need a backslash, [\\(] and not [(]";

    private static final Pattern BARE_BRACKET =
            Pattern.compile("/[^/\\n]*?(\\[\\^?(?:[^\\\\\\]\\[(){}/]|\\\\.)*[\\[(){}])");

    /**
     * Compiles {@code expression}.
     *
     * @param key the setting that it comes from
     * @throws MappingMistake if it is wrong
     */
    static Syntax compile(String expression, String key) {
        if (expression.isBlank()) {
            throw new MappingMistake(key + ": it is empty, a JSONata expression is expected", Optional.empty());
        }
        ExpressionText source = ExpressionText.of(expression);
        parsed(expression, source, key);
        UnknownNames.first(source.tokens()).ifPresent(unknown -> {
            throw source.mistake(key + ": " + UnknownNames.mistake(unknown), unknown.start());
        });
        NullParents nulls = new NullParents(source);
        Jsonata program = parsed(nulls.expression(), source, key);
        // The values are made here and the result is read here, nulls included.
        program.setValidateInput(false);
        program.setOutputConvertNulls(false);
        return new Syntax(program, source, nulls);
    }

    private static Jsonata parsed(String expression, ExpressionText source, String key) {
        try {
            return Jsonata.jsonata(expression);
        } catch (LinkageError brokenInstallation) {
            throw brokenInstallation;
        } catch (RuntimeException | Error e) {
            throw mistake(key + ": ", source, e);
        }
    }

    /** What may not be meant. */
    List<String> warnings() {
        return nulls.unclear().stream()
                .map(member -> source.position(member.start()) + ": " + member.text()
                        + " stays as it is if its path leads through null; if null is to be the top level, say so, as in"
                        + " unit.parent = null ? null : ...")
                .toList();
    }

    /** What the library says went wrong in an evaluation, and where, behind {@code beginning}. */
    Malformed malformed(String beginning, JException failure) {
        Optional<Position> position = Optional.of(failure.getLocation())
                .filter(location -> location > 0)
                .map(location -> source.position(source.start(nulls.original(location))));
        String where = position.map(at -> ", at " + at + " of the mapping").orElse("");
        return new Malformed(beginning + words(failure) + where, position);
    }

    private static MappingMistake mistake(String key, ExpressionText source, Throwable failure) {
        if (failure instanceof JException syntax && UNTERMINATED.equals(syntax.getError())) {
            return source.mistake(key + "a regular expression does not end; " + BRACKETS, suspect(source.text()));
        }
        if (failure instanceof JException syntax) {
            return source.mistake(key + words(syntax), source.start(syntax.getLocation()));
        }
        if (failure instanceof PatternSyntaxException pattern) {
            return source.mistake(
                    key + "the regular expression /" + Text.shorten(pattern.getPattern()) + "/ is wrong: "
                            + pattern.getDescription() + "; " + BRACKETS,
                    source.text().indexOf(pattern.getPattern()));
        }
        if (failure instanceof StackOverflowError) {
            return new MappingMistake(key + "it nests too deep", Optional.empty());
        }
        // The parser runs over the end of what is not finished.
        return source.mistake(
                key + "it is not a complete expression", source.text().length());
    }

    /** The first character class with a bare bracket; the library itself only notices at the end of the expression. */
    private static int suspect(String expression) {
        Matcher bare = BARE_BRACKET.matcher(expression);
        return bare.find() ? bare.start(1) : expression.length();
    }

    /** The library writes "Object" for "function" in the sentences of JSONata, and leaves a place of them unfilled. */
    private static String words(JException failure) {
        String message = String.valueOf(failure.getMessage());
        return Text.shorten(message.replace(" Object ", " function ").replace(" of {{type}}", ""), SHOWN);
    }
}
