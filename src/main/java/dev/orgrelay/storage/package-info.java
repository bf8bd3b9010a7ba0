/**
 * Azure Table and Queue Storage, reached through small declarative REST clients, as places where the relay keeps what instances share: the ledger,
 * dead letters, the change queue.
 *
 * <p>Nothing here is made before it is needed, and nothing at all while no setting asks for it.
 */
package dev.orgrelay.storage;
