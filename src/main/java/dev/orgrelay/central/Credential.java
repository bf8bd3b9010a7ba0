package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** How Org Relay proves itself to an application. */
interface Credential {

    /** The value of the {@code Authorization} header for the next call. Fails with a {@link CentralException}. Never to be logged. */
    Uni<String> authorization();

    /** Another value in place of one that was answered 401, if there is any. Fails with a {@link CentralException}. */
    Uni<Optional<String>> insteadOf(String refused);

    /** What an operator should know about it while it still works, if anything. */
    Optional<String> notice();
}
