package dev.orgrelay.plan;

/**
 * A step that is wanted, but that the application has no room for, or that the rules do not allow to be finished. It is not tried.
 *
 * @param reason why, for people
 */
public record Impossible(Step step, String reason) {}
