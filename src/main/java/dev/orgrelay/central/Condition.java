package dev.orgrelay.central;

import java.util.Optional;

/**
 * How an application does, as far as earlier calls tell.
 *
 * @param isUsable whether a call could succeed
 * @param text the same and the reason, for people; it holds no secret
 * @param notice what an operator should know about the credential while it still works, if anything
 */
public record Condition(boolean isUsable, String text, Optional<String> notice) {

    static Condition of(boolean letsThrough, Optional<String> trouble, Optional<String> notice) {
        String state = trouble.orElse(letsThrough ? "available" : "circuit open");
        return new Condition(
                letsThrough && trouble.isEmpty(),
                state + notice.map(text -> ", " + text).orElse(""),
                notice);
    }
}
