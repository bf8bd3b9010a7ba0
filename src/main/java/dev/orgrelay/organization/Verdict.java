package dev.orgrelay.organization;

/** What is allowed of a change. */
public sealed interface Verdict {

    /**
     * It may be sent.
     *
     * @param change what is left of it
     */
    record Send(Change change) implements Verdict {}

    /** It depends on whether the organization exists, and how. */
    record Look() implements Verdict {}

    /** It is true already. */
    record Done() implements Verdict {}

    /** @param reason for people */
    record Refused(String reason) implements Verdict {}
}
