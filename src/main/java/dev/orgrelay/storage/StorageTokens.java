package dev.orgrelay.storage;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where tokens of Microsoft Entra ID for Azure Storage (scope {@code https://storage.azure.com/.default}) come from. */
public interface StorageTokens {

    /**
     * A token that is good for some minutes at least. Never to be logged.
     *
     * @param clientId of a user-assigned identity; empty for the app's own
     */
    Uni<String> token(Optional<String> clientId);

    /** The storage did not accept the last token: the next one must be a new one. */
    void refused(Optional<String> clientId);
}
