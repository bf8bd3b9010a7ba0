package dev.orgrelay.relay.explorer;

import java.util.List;

/**
 * Something that must not be.
 *
 * @param schedule what leads to it, step by step, each with what can be seen afterwards
 */
record Violation(String what, List<String> schedule) {

    @Override
    public String toString() {
        return what + "\n  " + String.join("\n  ", schedule);
    }
}
