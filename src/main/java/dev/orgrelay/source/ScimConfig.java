package dev.orgrelay.source;

import dev.orgrelay.source.ScimSettings.Hierarchy;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What a client of SCIM finds and may change, where {@code answer=scim}: {@code orgrelay.sources.<name>.scim}. */
public interface ScimConfig {

    /**
     * How it says which group is above another: {@code none}, not at all, and groups stay where they are; {@code members}, a group is above those that are its
     * members; {@code attribute}, a group names the one above it in the attribute {@code parent} of the extension. Example: {@code members}.
     */
    @WithDefault("none")
    Hierarchy hierarchy();

    /** The organization below which its groups are; it sees and changes nothing else. All of the application, if not set. Example: {@code directory}. */
    Optional<String> scope();
}
