package dev.orgrelay.plan;

import java.util.List;

/**
 * Deletes that the guard has stopped: all of a plan, or none.
 *
 * @param digest names exactly these; whoever sends it releases them
 * @param reason why they are too many, for people
 */
public record Held(List<Step.Delete> deletes, String digest, String reason) {}
