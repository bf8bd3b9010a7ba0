package dev.orgrelay.storage;

import java.net.URI;
import java.util.Optional;

/**
 * A storage account: where it is, and how to prove the right to use it.
 *
 * @param tables where its tables are; empty if it has none that is known
 * @param queues the same of its queues
 */
record Account(Optional<URI> tables, Optional<URI> queues, Proof proof) {

    /** How a request proves itself. None of them may be logged. */
    sealed interface Proof {

        /** The key of the account. */
        record Key(SharedKey key) implements Proof {}

        /** @param query a shared access signature, without a question mark */
        record Signature(String query) implements Proof {

            @Override
            public String toString() {
                return "Signature";
            }
        }

        /** @param id client id or resource id of a user-assigned identity; empty for the app's own */
        record Identity(Optional<String> id) implements Proof {}
    }
}
