package dev.orgrelay.relay;

import java.time.Instant;

/**
 * How many steps of each kind a plan has.
 *
 * @param at when it was made
 * @param update without what is moved for the time being only
 * @param delete without those that are held
 */
public record PlanSummary(Instant at, int create, int update, int delete, int held) {}
