package dev.orgrelay.scim;

/** What is wrong with a request, for programs (RFC 7644, table 9). */
public enum ScimType {
    INVALID_FILTER("invalidFilter"),
    TOO_MANY("tooMany"),
    UNIQUENESS("uniqueness"),
    MUTABILITY("mutability"),
    INVALID_SYNTAX("invalidSyntax"),
    INVALID_PATH("invalidPath"),
    NO_TARGET("noTarget"),
    INVALID_VALUE("invalidValue");

    private final String word;

    ScimType(String word) {
        this.word = word;
    }

    /** As errors say it. */
    public String word() {
        return word;
    }

    int status() {
        return this == UNIQUENESS ? 409 : 400;
    }

    /** The error that says so. */
    ScimException because(String detail) {
        return ScimException.of(this, detail);
    }
}
