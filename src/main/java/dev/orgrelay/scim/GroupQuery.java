package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Text;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which groups a client wants to see, and what of them (RFC 7644, 3.4.2).
 *
 * @param startIndex of the first one, counted from 1
 * @param count how many at most
 */
record GroupQuery(Optional<Filter> filter, int startIndex, int count, Projection projection) {

    /** The most on one page. */
    static final int MOST = 1_000;

    static GroupQuery of(Map<String, String> query) {
        if (query.containsKey("sortBy") || query.containsKey("sortOrder")) {
            throw unsorted();
        }
        return new GroupQuery(
                Optional.ofNullable(query.get("filter")).map(FilterReader::read),
                startIndex(Optional.ofNullable(query.get("startIndex"))),
                count(Optional.ofNullable(query.get("count"))),
                projection(query));
    }

    /** Of a single group, too. */
    static Projection projection(Map<String, String> query) {
        return Projection.of(
                Optional.ofNullable(query.get("attributes")), Optional.ofNullable(query.get("excludedAttributes")));
    }

    /** A search request says it in its body. */
    static GroupQuery of(JsonNode body) {
        Fields.requireSchema(body, Urn.SEARCH);
        if (Fields.find(body, "sortBy").isPresent()) {
            throw unsorted();
        }
        return new GroupQuery(
                Fields.find(body, "filter")
                        .map(text -> FilterReader.read(Fields.textOf(text, "filter", Integer.MAX_VALUE))),
                startIndex(Fields.find(body, "startIndex").map(JsonNode::asText)),
                count(Fields.find(body, "count").map(JsonNode::asText)),
                Projection.of(names(body, "attributes"), names(body, "excludedAttributes")));
    }

    private static Optional<String> names(JsonNode body, String name) {
        return Fields.find(body, name)
                .map(names -> names.isTextual()
                        ? names.asText()
                        : names.valueStream().map(JsonNode::asText).collect(Collectors.joining(",")));
    }

    private static ScimException unsorted() {
        return new ScimException(501, "groups are not sorted here");
    }

    private static int startIndex(Optional<String> text) {
        return Math.max(1, number("startIndex", text).orElse(1));
    }

    private static int count(Optional<String> text) {
        return Math.min(MOST, Math.max(0, number("count", text).orElse(MOST)));
    }

    private static Optional<Integer> number(String name, Optional<String> text) {
        try {
            return text.map(
                    digits -> (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Long.parseLong(digits))));
        } catch (NumberFormatException e) {
            throw ScimType.INVALID_VALUE.because(
                    "'" + name + "' is a number, and not '" + Text.shorten(text.orElse("")) + "'");
        }
    }
}
