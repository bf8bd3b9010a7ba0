package dev.orgrelay.scim;

import java.util.Arrays;
import java.util.Optional;

/** What a group consists of (RFC 7643, 4.2). */
enum Attribute {
    ID("id", true, false),
    EXTERNAL_ID("externalId", true, true),
    DISPLAY_NAME("displayName", false, true),
    MEMBERS("members", true, true),
    MEMBER_VALUE("members.value", true, false),
    MEMBER_TYPE("members.type", false, true),
    META("meta", true, false),
    CREATED("meta.created", true, false),
    LAST_MODIFIED("meta.lastModified", true, false),
    SCHEMAS("schemas", true, false),
    /** All that the extension adds. */
    EXTENSION(Urn.EXTENSION, false, true),
    PARENT(Urn.EXTENSION + ":parent", false, true);

    private final String path;
    private final boolean isCaseExact;
    private final boolean isWritable;

    Attribute(String path, boolean isCaseExact, boolean isWritable) {
        this.path = path;
        this.isCaseExact = isCaseExact;
        this.isWritable = isWritable;
    }

    /** The attribute that {@code text} names, in any case, with or without the schema that it is of. */
    static Optional<Attribute> named(String text) {
        String schema = Urn.GROUP + ":";
        boolean isQualified = text.regionMatches(true, 0, schema, 0, schema.length());
        String name = isQualified ? text.substring(schema.length()) : text;
        return Arrays.stream(values())
                .filter(attribute -> attribute.path.equalsIgnoreCase(name))
                .findFirst();
    }

    /** The attribute of a member that {@code name} is. */
    static Optional<Attribute> ofMember(String name) {
        return named("members." + name);
    }

    /** As paths and filters write it. */
    String path() {
        return path;
    }

    /** Whether {@code A} and {@code a} are different values. */
    boolean isCaseExact() {
        return isCaseExact;
    }

    boolean isWritable() {
        return isWritable;
    }

    boolean isTime() {
        return this == CREATED || this == LAST_MODIFIED;
    }

    boolean isOfMembers() {
        return this == MEMBERS || this == MEMBER_VALUE || this == MEMBER_TYPE;
    }

    /** Whether there is something in it to be compared. */
    boolean isComparable() {
        return this != META && this != SCHEMAS && this != EXTENSION;
    }
}
