/**
 * Configured senders: how they prove themselves, and how their messages become changes.
 *
 * <p>The way of a message: authenticate, answer a handshake or unwrap, map, check what it asks for. Everything here works on what arrived, without calling anybody.
 */
package dev.orgrelay.source;
