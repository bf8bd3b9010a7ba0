/**
 * Asking a sender what it left out: the read that a message asks for which names an organization and nothing else.
 */
package dev.orgrelay.fetch.lookup;
