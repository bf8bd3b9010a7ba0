package dev.orgrelay.mapping;

import com.dashjoin.jsonata.Jsonata;
import dev.orgrelay.mapping.Token.Kind;
import dev.orgrelay.organization.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Functions and variables that nobody has defined. The library makes nothing of an unknown variable, and notices an unknown function when a message needs it, so a slip
 * of the fingers would cost messages.
 */
final class UnknownNames {

    /** What may be meant. */
    private static final String FUNCTIONS = "abs append assert average base64decode base64encode boolean ceil contains"
            + " count decodeUrl decodeUrlComponent distinct each encodeUrl encodeUrlComponent error exists filter floor"
            + " formatBase formatInteger formatNumber fromMillis join keys length lookup lowercase map match max merge"
            + " millis min not now number pad parse parseInteger organizationId power random reduce replace reverse round"
            + " shuffle sift single sort split spread sqrt string substring substringAfter substringBefore sum toMillis"
            + " trim type uppercase zip";

    /** What is bound for each message anew. */
    private static final Set<String> BOUND = Set.of("parse", "organizationId", "now", "millis");

    private final List<Token> tokens;
    private final Set<String> defined = new HashSet<>();

    private UnknownNames(List<Token> tokens) {
        this.tokens = tokens;
        for (int i = 0; i < tokens.size(); i++) {
            if (isDefinition(i)) {
                defined.add(tokens.get(i).text().substring(1));
            } else if (tokens.get(i).is("function") || tokens.get(i).is("λ")) {
                defineParameters(i + 1);
            }
        }
    }

    /** The first one, if there is any. */
    static Optional<Token> first(List<Token> tokens) {
        UnknownNames names = new UnknownNames(tokens);
        return tokens.stream().filter(names::isUnknown).findFirst();
    }

    /** What is wrong with it. */
    static String mistake(Token unknown) {
        return unknown.text()
                + (unknown.is("$eval")
                        ? " does not exist, because the text of a message must not become an expression"
                        : " is no function and no variable"
                                + Nearest.to(unknown.text().substring(1), Stream.of(FUNCTIONS.split(" ")))
                                        .map(meant -> ", did you mean $" + meant + "?")
                                        .orElse(""));
    }

    /** {@code $x := ...}, {@code list#$i}, {@code list@$x}. */
    private boolean isDefinition(int index) {
        boolean isAssigned = index + 1 < tokens.size() && tokens.get(index + 1).is(":=");
        boolean isBound = index > 0
                && (tokens.get(index - 1).is("#") || tokens.get(index - 1).is("@"));
        return tokens.get(index).kind() == Kind.VARIABLE && (isAssigned || isBound);
    }

    private void defineParameters(int index) {
        for (int i = index; i < tokens.size() && !tokens.get(i).is(")"); i++) {
            if (tokens.get(i).kind() == Kind.VARIABLE) {
                defined.add(tokens.get(i).text().substring(1));
            }
        }
    }

    private boolean isUnknown(Token token) {
        String name = token.kind() == Kind.VARIABLE ? token.text().substring(1) : "";
        boolean isContext = name.isEmpty() || name.equals("$");
        return token.is("$eval")
                || !isContext && !defined.contains(name) && !BOUND.contains(name) && !isOfLibrary(token);
    }

    /** The library tells by what it makes of the name alone. */
    private static boolean isOfLibrary(Token function) {
        return Jsonata.jsonata(function.text()).evaluate(null) != null;
    }
}
