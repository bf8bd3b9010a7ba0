/**
 * From messages to outcomes: what a source has read goes through the relay, whichever way it came in.
 */
package dev.orgrelay.intake;
