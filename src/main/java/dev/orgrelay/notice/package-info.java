/**
 * Tells one receiver what a person should know: what goes bad and is well again, what is refused, waits or is held. It looks on from time to time; no event waits for
 * it.
 */
package dev.orgrelay.notice;
