package dev.orgrelay.source;

/**
 * What a sender hears.
 *
 * @param form in which it hears what became of its messages
 * @param application whose organizations it may read, if it reads at all
 * @param scim what it finds there, if it speaks SCIM
 */
public record Answering(Form form, String application, ScimSettings scim) {

    /** The form of an answer. */
    public enum Form {
        /** What became of each message. */
        REPORT,
        /** Nothing, if all went well: the status says it. */
        NONE,
        /** The resources and errors that a SCIM 2.0 client works with (RFC 7644). */
        SCIM
    }

    public boolean isSilent() {
        return form == Form.NONE;
    }

    public boolean isScim() {
        return form == Form.SCIM;
    }
}
