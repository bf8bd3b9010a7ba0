package dev.orgrelay.scim;

import dev.orgrelay.organization.Text;
import java.util.Optional;

/**
 * What an operation of a PATCH is about (RFC 7644, figure 7).
 *
 * @param attribute the attribute; of one of a member, that one
 * @param members which members; empty if it names all of them, or something else
 */
record AttributePath(Attribute attribute, Optional<Filter> members) {

    /** @throws ScimException if {@code text} is no path, or a group has nothing there */
    static AttributePath read(String text) {
        String path = Text.trim(text);
        int bracket = path.indexOf('[');
        if (bracket < 0) {
            return new AttributePath(Attribute.named(path).orElseThrow(() -> unknown(path)), Optional.empty());
        }
        if (Attribute.named(path.substring(0, bracket))
                .filter(Attribute.MEMBERS::equals)
                .isEmpty()) {
            throw unknown(path);
        }
        FilterReader.Bracketed filter = filter(path, bracket);
        String rest = path.substring(filter.end());
        Attribute attribute = rest.isEmpty()
                ? Attribute.MEMBERS
                : Optional.of(rest)
                        .filter(sub -> sub.startsWith("."))
                        .flatMap(sub -> Attribute.ofMember(sub.substring(1)))
                        .orElseThrow(() -> unknown(path));
        return new AttributePath(attribute, Optional.of(filter.filter()));
    }

    private static FilterReader.Bracketed filter(String path, int bracket) {
        try {
            return FilterReader.ofMembers(path, bracket);
        } catch (ScimException e) {
            throw ScimType.INVALID_PATH.because(e.getMessage());
        }
    }

    private static ScimException unknown(String path) {
        return ScimType.INVALID_PATH.because("a group has no attribute '" + Text.shorten(path) + "'");
    }
}
