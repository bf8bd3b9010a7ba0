package dev.orgrelay.plan;

/**
 * What in the shape of a hierarchy stands in the way of a step or a change.
 *
 * @param rule the rule that would be broken
 * @param description what is in the way, for people
 */
public record Obstacle(Rule rule, String description) {

    /** What an application demands of its hierarchy at every moment. */
    enum Rule {
        NO_CHILDREN,
        PARENT_EXISTS,
        NO_CIRCLE,
        DEPTH,
        ROOM
    }
}
