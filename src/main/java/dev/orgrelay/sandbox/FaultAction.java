package dev.orgrelay.sandbox;

import java.util.Locale;

/** What a fault does to a request. */
enum FaultAction {
    /** Nothing but the delay: afterwards the request goes on. */
    CONTINUE,
    /** Answers with a status of its own. */
    STATUS,
    /** Closes the connection without an answer. */
    RESET,
    /** Never answers. */
    HANG,
    /** Answers 200 with a body that is not JSON. */
    GARBAGE;

    /** The word used in rules. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidSettingException if no action has this name */
    static FaultAction of(String word) {
        for (FaultAction action : values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        throw new InvalidSettingException("action must be status, reset, hang, garbage or continue");
    }
}
