package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads filters (RFC 7644, figure 1): words, brackets and operators in any case. At most {@value #LONGEST} characters and {@value #DEEPEST} brackets in each other. */
final class FilterReader {

    private static final int LONGEST = 8_192;
    private static final int DEEPEST = 50;
    private static final String ENDS_WORD = " ()[]\"";

    private final String text;
    private Function<String, Optional<Attribute>> names = Attribute::named;
    private boolean seesMembers;
    private int at;
    private int depth;

    private FilterReader(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** @throws ScimException if {@code text} is no filter, or asks for what a group does not have */
    static Filter read(String text) {
        if (text.length() > LONGEST) {
            throw ScimType.INVALID_FILTER.because("a filter has at most " + LONGEST + " characters");
        }
        FilterReader reader = new FilterReader(text, 0);
        Filter filter = reader.or();
        reader.requireEnd();
        return reader.seesMembers ? new Filter.OfMembers(filter) : filter;
    }

    /** A filter of members, and where the text goes on behind its bracket. */
    record Bracketed(Filter filter, int end) {}

    /** @param bracket where the bracket opens in {@code text} */
    static Bracketed ofMembers(String text, int bracket) {
        if (text.length() > LONGEST) {
            throw ScimType.INVALID_FILTER.because("a filter has at most " + LONGEST + " characters");
        }
        FilterReader reader = new FilterReader(text, bracket);
        return new Bracketed(reader.ofMembers(), reader.at);
    }

    private Filter or() {
        Filter filter = and();
        while (skip("or")) {
            filter = new Filter.Or(filter, and());
        }
        return filter;
    }

    private Filter and() {
        Filter filter = term();
        while (skip("and")) {
            filter = new Filter.And(filter, term());
        }
        return filter;
    }

    private Filter term() {
        if (isNext('(')) {
            return bracketed('(', ')');
        }
        if (skip("not")) {
            if (!isNext('(')) {
                throw mistake("'not' is followed by a bracket");
            }
            return new Filter.Not(bracketed('(', ')'));
        }
        String name = word();
        if (isNext('[')) {
            if (Attribute.named(name).filter(Attribute.MEMBERS::equals).isEmpty()) {
                throw mistake("only members have values of their own");
            }
            return new Filter.AnyMember(ofMembers());
        }
        return comparison(attribute(name));
    }

    private Filter ofMembers() {
        Function<String, Optional<Attribute>> outside = names;
        names = Attribute::ofMember;
        Filter filter = bracketed('[', ']');
        names = outside;
        return filter;
    }

    private Filter bracketed(char open, char close) {
        if (++depth > DEEPEST) {
            throw mistake("there are more than " + DEEPEST + " brackets in each other");
        }
        at++;
        Filter filter = or();
        if (!isNext(close)) {
            throw mistake("the bracket " + open + " is not closed");
        }
        at++;
        depth--;
        return filter;
    }

    private Attribute attribute(String name) {
        Attribute attribute = names.apply(name)
                .filter(Attribute::isComparable)
                .orElseThrow(() -> mistake("a group has no attribute '" + Text.shorten(name) + "' to compare"));
        seesMembers |= attribute.isOfMembers();
        return attribute;
    }

    private Filter comparison(Attribute attribute) {
        String operator = word().toUpperCase(Locale.ROOT);
        if (operator.equals("PR")) {
            return new Filter.Present(attribute);
        }
        if (operator.equals("NE")) {
            return new Filter.Not(equal(attribute));
        }
        if (operator.equals("EQ")) {
            return equal(attribute);
        }
        return new Filter.Compare(attribute, operator(operator), value(attribute));
    }

    private Filter.Operator operator(String word) {
        return Arrays.stream(Filter.Operator.values())
                .filter(operator -> operator.name().equals(word))
                .findFirst()
                .orElseThrow(() -> mistake("there is no operator '" + Text.shorten(word) + "'"));
    }

    /** What equals null is not there (RFC 7643, 2.5). */
    private Filter equal(Attribute attribute) {
        int before = at;
        if (skip("null")) {
            return new Filter.Not(new Filter.Present(attribute));
        }
        at = before;
        return new Filter.Compare(attribute, Filter.Operator.EQ, value(attribute));
    }

    private String value(Attribute attribute) {
        skipSpace();
        int from = at;
        if (from == text.length() || text.charAt(from) != '"') {
            throw mistake("'" + attribute.path() + "' is compared with a text in quotes");
        }
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw mistake("a text has no quote at its end");
        }
        at++;
        String value = unquoted(text.substring(from, at));
        return attribute.isTime() ? time(value) : value;
    }

    private String unquoted(String quoted) {
        try {
            JsonNode value = Json.read(quoted);
            return value.asText();
        } catch (IntakeException e) {
            throw mistake("a text is no text of JSON");
        }
    }

    private String time(String value) {
        return Moments.read(value)
                .map(Moments::written)
                .orElseThrow(() -> mistake("a time is like 2026-01-31T12:00:00Z"));
    }

    private String word() {
        skipSpace();
        int from = at;
        while (at < text.length() && ENDS_WORD.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (from == at) {
            throw mistake("a name or an operator is missing");
        }
        return text.substring(from, at);
    }

    private boolean skip(String word) {
        skipSpace();
        int end = at + word.length();
        boolean isThere = text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length() || ENDS_WORD.indexOf(text.charAt(end)) >= 0);
        at = isThere ? end : at;
        return isThere;
    }

    private boolean isNext(char expected) {
        skipSpace();
        return at < text.length() && text.charAt(at) == expected;
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void requireEnd() {
        skipSpace();
        if (at < text.length()) {
            throw mistake("nothing can follow");
        }
    }

    private ScimException mistake(String what) {
        return ScimType.INVALID_FILTER.because(
                what + ", at character " + (at + 1) + " of '" + Text.shorten(text) + "'");
    }
}
