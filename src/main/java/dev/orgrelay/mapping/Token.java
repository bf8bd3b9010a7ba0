package dev.orgrelay.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One token of a JSONata expression. The library tells of none of its own, and what it parses cannot be looked through.
 *
 * @param text as it is written, with its quotes
 * @param start where it begins in the expression, counted from 0
 */
record Token(Kind kind, String text, int start) {

    /** What it is. */
    enum Kind {
        SPACE("\\s++|(?s:/\\*.*?(?:\\*/|\\z))"),
        STRING("\"(?:\\\\.|[^\"\\\\])*+(?:\"|\\z)|'(?:\\\\.|[^'\\\\])*+(?:'|\\z)"),
        NUMBER("[0-9]++(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?"),
        VARIABLE("\\$(?:\\$|" + NAME_CHARACTER + "*+)"),
        NAME("`[^`]*+(?:`|\\z)|" + NAME_CHARACTER + "++"),
        SYMBOL(":=|~>|\\*\\*|\\.\\.|!=|<=|>=|\\?:|\\?\\?|.");

        private final Pattern pattern;

        Kind(String pattern) {
            this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
        }
    }

    private static final String NAME_CHARACTER = "[^\\s.,:;?@#%^&|=<>!~+*/(){}\\[\\]\"'`$-]";
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    /** The tokens of {@code expression} without spaces and comments; what is not closed goes to its end. */
    static List<Token> of(String expression) {
        List<Token> tokens = new ArrayList<>();
        for (int at = 0; at < expression.length(); ) {
            Token next = next(expression, at, tokens);
            at = next.end();
            if (next.kind != Kind.SPACE) {
                tokens.add(next);
            }
        }
        return tokens;
    }

    private static Token next(String expression, int at, List<Token> before) {
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.pattern.matcher(expression).region(at, expression.length());
            if (matcher.lookingAt()) {
                Token token = new Token(kind, matcher.group(), at);
                boolean isRegex = token.is("/")
                        && (before.isEmpty() || !before.get(before.size() - 1).isOperand());
                return isRegex
                        ? new Token(Kind.STRING, expression.substring(at, endOfRegex(expression, at)), at)
                        : token;
            }
        }
        throw new IllegalStateException("a symbol is any character");
    }

    /** As the library finds it: a slash that nothing escapes and no bracket holds, and what follows it as a flag. */
    private static int endOfRegex(String expression, int start) {
        int depth = 0;
        int end = start + 1;
        while (end < expression.length() && (expression.charAt(end) != '/' || depth > 0)) {
            char c = expression.charAt(end);
            depth += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
            end += c == '\\' ? 2 : 1;
        }
        end = Math.min(end + 1, expression.length());
        while (end < expression.length() && Character.isLetter(expression.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether something stands before an operator here, so that a slash divides. */
    private boolean isOperand() {
        return switch (kind) {
            case NAME -> !is("and") && !is("or") && !is("in");
            case SYMBOL -> CLOSING.contains(text);
            default -> true;
        };
    }

    boolean is(String symbol) {
        return text.equals(symbol);
    }

    int end() {
        return start + text.length();
    }
}
