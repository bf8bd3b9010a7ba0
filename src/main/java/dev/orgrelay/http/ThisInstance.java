package dev.orgrelay.http;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The process that answers. */
@Singleton
@Startup
class ThisInstance {

    private static final int LONGEST_ID = 12;

    private final String id;
    private final String version;
    private final Instant startedAt;

    ThisInstance(
            Clock clock,
            @ConfigProperty(name = "WEBSITE_INSTANCE_ID") Optional<String> idOfPlatform,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        String whole = idOfPlatform.orElseGet(() -> UUID.randomUUID().toString());
        this.id = whole.substring(0, Math.min(LONGEST_ID, whole.length()));
        this.version = version;
        this.startedAt = clock.instant();
    }

    /** Tells instances of one program apart. */
    String id() {
        return id;
    }

    String version() {
        return version;
    }

    Instant startedAt() {
        return startedAt;
    }
}
