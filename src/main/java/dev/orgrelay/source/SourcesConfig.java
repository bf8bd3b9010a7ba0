package dev.orgrelay.source;

import dev.orgrelay.source.authentication.AuthenticationConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The senders that are listened to, by name. */
@ConfigMapping(prefix = "orgrelay.sources")
public interface SourcesConfig {

    /** The sources by name; the name is the last part of the path {@code /api/events/<name>}. */
    @WithParentName
    Map<String, SourceConfig> byName();

    /** One sender. */
    interface SourceConfig {

        /** The application that its changes go to. */
        @WithDefault("default")
        String application();

        /** The envelope of its messages: {@code cloudevents} or {@code event-grid}; either of them if not set. */
        Optional<String> format();

        /** How it proves itself. */
        AuthenticationConfig authentication();

        /** What it may cause: any of {@code create}, {@code update}, {@code delete}. An upsert needs both create and update. */
        @WithDefault("create,update,delete")
        List<String> operations();

        /** The origins that may subscribe by the CloudEvents web hook handshake; {@code *} for any. Example: {@code eventgrid.azure.net}. */
        @WithDefault("*")
        List<String> allowedOrigins();
    }
}
