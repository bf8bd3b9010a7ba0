/**
 * How a sender proves that a request is its own: one verifier, and descriptions of signatures as data.
 *
 * <p>A description says where the signature is, what it covers and how it is made. Named ones ship in
 * {@code schemes.properties}; a new sender is a few more lines there, or in the configuration, and no code.
 */
package dev.orgrelay.proof;
