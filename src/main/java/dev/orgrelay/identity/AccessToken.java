package dev.orgrelay.identity;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** An access token for one scope, always a valid one. Safe for any number of threads. */
public interface AccessToken {

    /** The token itself, as it follows {@code Bearer }. Fails with a {@link TokenException}. Never to be logged. */
    Uni<String> get();

    /**
     * Another token in place of one that was refused, if there can be one: asked for anew, unless somebody has just done so. Fails with a
     * {@link TokenException}.
     *
     * @param refused the token that was answered 401
     */
    Uni<Optional<String>> insteadOf(String refused);
}
