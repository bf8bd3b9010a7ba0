/**
 * Configured senders: how they prove themselves, and how their messages become changes.
 *
 * <p>The way of a message: authenticate, answer a handshake or unwrap, map, and where it only names an organization, look up the rest.
 */
package dev.orgrelay.source;
