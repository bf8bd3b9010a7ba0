package dev.orgrelay.scim;

/** The names of schemas and messages (RFC 7643, 10; RFC 7644, 10). */
final class Urn {

    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String EXTENSION = "urn:ietf:params:scim:schemas:extension:orgrelay:2.0:Group";
    static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    static final String SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    private Urn() {}
}
