package dev.orgrelay.mapping;

import dev.orgrelay.message.Position;
import dev.orgrelay.organization.Text;
import java.util.List;
import java.util.Optional;

/** The text of an expression, and where in it something is. */
record ExpressionText(String text, List<Token> tokens) {

    private static final int BEFORE = 30;
    private static final int AFTER = 10;

    static ExpressionText of(String text) {
        return new ExpressionText(text, Token.of(text));
    }

    /** Where the token begins at whose end the library sees a mistake; of a call that is the function. */
    int start(int end) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            if (token.start() < end) {
                boolean isCall = token.is("(") && i > 0 && tokens.get(i - 1).kind() == Token.Kind.VARIABLE;
                return isCall ? tokens.get(i - 1).start() : token.start();
            }
        }
        return 0;
    }

    Position position(int offset) {
        String before = text.substring(0, Math.max(0, Math.min(offset, text.length())));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(line, before.length() - before.lastIndexOf('\n'));
    }

    /** What is wrong there: {@code what, at line 2, column 7 near '...'}. */
    MappingMistake mistake(String what, int offset) {
        int from = Math.max(0, offset - BEFORE);
        int to = Math.min(text.length(), offset + AFTER);
        return new MappingMistake(
                what + ", at " + position(offset) + " near '" + Text.shorten(text.substring(from, to)) + "'",
                Optional.of(position(offset)));
    }
}
