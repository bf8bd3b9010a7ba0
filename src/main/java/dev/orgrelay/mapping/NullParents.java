package dev.orgrelay.mapping;

import dev.orgrelay.mapping.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a parent be null where the object is null that it would be in: {@code "parent": unit.parent.id} of {@code {"unit": {"parent": null}}}. JSONata makes nothing of
 * it, as if the message said nothing about the parent, and a unit that went to the top would stay where it is.
 *
 * <p>So the value becomes {@code (unit.parent = null ? null : unit.parent.id)} where it depends on one path and does not say itself what null means.
 */
final class NullParents {

    private static final Set<String> MEMBERS = Set.of("parent", "parentOrganization");
    private static final Set<String> SIMPLE = Set.of(".", "(", ")", ",", "&");
    private static final Set<String> NOT_SIMPLE = Set.of("null", "and", "or", "in", "function", "λ", "$lookup");

    /** What says itself what null means. */
    private static final Set<String> SAYS = Set.of("null", "?", "?:", "??");

    private final String expression;
    private final List<Token> tokens;
    private final List<Insertion> insertions = new ArrayList<>();
    private final List<Token> unclear = new ArrayList<>();

    /** A piece of text that was put into the expression before {@code at}. */
    private record Insertion(int at, String text) {}

    NullParents(ExpressionText source) {
        this.expression = source.text();
        this.tokens = source.tokens();
        for (int i = 1; i + 2 < tokens.size(); i++) {
            if (isMember(i)) {
                insert(i, value(i + 2));
            }
        }
    }

    /** The members that depend on a path of which nobody can tell what null means on it. */
    List<Token> unclear() {
        return unclear;
    }

    /** The whole expression. */
    String expression() {
        StringBuilder whole = new StringBuilder();
        int from = 0;
        for (Insertion insertion : insertions) {
            whole.append(expression, from, insertion.at()).append(insertion.text());
            from = insertion.at();
        }
        return whole.append(expression.substring(from)).toString();
    }

    /** Where in the text of the operator that is which stands at {@code location} of the whole. */
    int original(int location) {
        int inserted = 0;
        for (Insertion insertion : insertions) {
            int begin = insertion.at() + inserted;
            if (location <= begin) {
                break;
            }
            inserted += Math.min(insertion.text().length(), location - begin);
        }
        return location - inserted;
    }

    private boolean isMember(int index) {
        Token key = tokens.get(index);
        boolean isFirst = tokens.get(index - 1).is("{") || tokens.get(index - 1).is(",");
        return isFirst
                && key.kind() == Kind.STRING
                && key.text().length() > 1
                && MEMBERS.contains(key.text().substring(1, key.text().length() - 1))
                && tokens.get(index + 1).is(":");
    }

    /** The tokens of the value that begins at {@code from}; none if it is not simple. */
    private List<Token> value(int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (depth == 0 && (token.is(",") || token.is("}"))) {
                return tokens.subList(from, i);
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (!isSimple(token) || token.is(".") && !isBetweenNames(i)) {
                break;
            }
        }
        return List.of();
    }

    private static boolean isSimple(Token token) {
        return token.kind() == Kind.SYMBOL ? SIMPLE.contains(token.text()) : !NOT_SIMPLE.contains(token.text());
    }

    private boolean isBetweenNames(int dot) {
        Kind before = tokens.get(dot - 1).kind();
        return (before == Kind.NAME || before == Kind.VARIABLE)
                && tokens.get(dot + 1).kind() == Kind.NAME;
    }

    private void insert(int member, List<Token> value) {
        Optional<String> container = container(value);
        if (container.isPresent()) {
            insertions.add(new Insertion(value.get(0).start(), "(" + container.get() + " = null ? null : "));
            insertions.add(new Insertion(value.get(value.size() - 1).end(), ")"));
        } else if (isUnclear(member + 2)) {
            unclear.add(tokens.get(member));
        }
    }

    /** Whether the value that begins at {@code from} is a path, or of one, and neither null nor a condition is in it. */
    private boolean isUnclear(int from) {
        boolean hasPath = false;
        int depth = 0;
        for (Token token : tokens.subList(from, tokens.size())) {
            if (depth == 0 && (token.is(",") || token.is("}")) || SAYS.contains(token.text())) {
                return hasPath && !SAYS.contains(token.text());
            }
            hasPath |= token.is(".");
            depth += "([{".contains(token.text()) ? 1 : ")]}".contains(token.text()) ? -1 : 0;
        }
        return false;
    }

    /** The path to the object that the last name of the only path is in. */
    private Optional<String> container(List<Token> value) {
        Set<String> containers = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            int last = i;
            while (last + 2 < value.size() && value.get(last + 1).is(".")) {
                last += 2;
            }
            if (last > i) {
                containers.add(expression.substring(
                        value.get(i).start(), value.get(last - 2).end()));
                i = last;
            }
        }
        return containers.size() == 1 ? containers.stream().findFirst() : Optional.empty();
    }
}
