package dev.orgrelay.plan;

import java.util.Set;

/**
 * A step in its place.
 *
 * @param after the numbers of the steps that must have succeeded before, counted from 0 in the order of the plan. Whatever order respects these, one
 *     after the other or at once, every state in between is allowed
 */
public record Scheduled(Step step, Set<Integer> after) {}
