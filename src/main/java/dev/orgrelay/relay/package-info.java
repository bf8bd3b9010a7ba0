/**
 * Applying changes: in the order in which things happened, once, and without losing one.
 *
 * <p>{@link dev.orgrelay.relay.Relay} is the only way to change something in IoT Central. {@link dev.orgrelay.relay.Ledger} remembers what was applied and
 * gives out the right to apply the next change of an organization. Where it, dead letters and waiting changes are kept is a matter of
 * {@link dev.orgrelay.relay.LedgerStore}, {@link dev.orgrelay.relay.DeadLetters} and {@link dev.orgrelay.relay.ChangeQueue}.
 */
package dev.orgrelay.relay;
