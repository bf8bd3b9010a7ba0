package dev.orgrelay.scim;

import java.util.List;
import java.util.Optional;

/** The names of schemas and messages (RFC 7643, 10; RFC 7644, 10). */
final class Urn {

    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String EXTENSION = "urn:ietf:params:scim:schemas:extension:orgrelay:2.0:Group";
    static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    static final String SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    private static final List<String> SCHEMAS = List.of(GROUP, EXTENSION);

    private Urn() {}

    /** The schema that {@code text} begins with, in any case, if it is one of ours. */
    static Optional<String> schemaOf(String text) {
        return SCHEMAS.stream()
                .filter(urn -> text.regionMatches(true, 0, urn, 0, urn.length()))
                .filter(urn -> text.length() == urn.length() || text.charAt(urn.length()) == ':')
                .findFirst();
    }
}
