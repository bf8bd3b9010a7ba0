package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;

/** How Org Relay proves itself to an application. */
interface Credential {

    /** The value of the {@code Authorization} header for the next call. Never to be logged. */
    Uni<String> authorization();

    /** An API token, sent as it is. */
    static Credential apiToken(String token) {
        Uni<String> authorization = Uni.createFrom().item(token);
        return () -> authorization;
    }
}
