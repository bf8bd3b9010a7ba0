/**
 * What happened: a record of each delivery, from its first byte to its answer. Doors say what came in, the observers of the relay what was done about it.
 *
 * <p>Nobody waits for the journal, and nothing depends on it: what a crash loses is a record, never a change.
 */
package dev.orgrelay.journal;
