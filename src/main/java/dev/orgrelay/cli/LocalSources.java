package dev.orgrelay.cli;

import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;

/** The sources that the settings of this machine tell of, as the server would read them: its file beside the program, and its variables. */
record LocalSources(Map<String, String> env) {

    private static final Path FILE = Path.of("config", "application.properties");
    private static final int OF_FILE = 260;
    private static final int OF_PROGRAM = 250;
    private static final int OF_ENVIRONMENT = 300;

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if there is none, or its settings are wrong, with all mistakes
     */
    Source named(String name) throws IOException {
        Sources sources = sources(name::equals);
        if (!sources.mistakes().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", sources.mistakes()));
        }
        return sources.named(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("no source '" + name + "' is configured on this machine: neither "
                                + FILE + " nor the environment has orgrelay.sources." + name));
    }

    /** @param wanted which ones matter; of the others nothing needs to be right */
    Sources sources(Predicate<String> wanted) throws IOException {
        String rule = builder().build().getConfigValue("orgrelay.ids").getValue();
        return Sources.of(builder(), rule == null ? 2 : Integer.parseInt(rule.strip()), wanted, Clock.systemUTC());
    }

    private SmallRyeConfigBuilder builder() throws IOException {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile(env.getOrDefault("QUARKUS_PROFILE", System.getProperty("quarkus.profile", "prod")))
                .withSources(
                        new SysPropConfigSource(),
                        new EnvConfigSource(env, OF_ENVIRONMENT),
                        new PropertiesConfigSource(getClass().getResource("/application.properties"), OF_PROGRAM));
        return Files.exists(FILE)
                ? builder.withSources(new PropertiesConfigSource(FILE.toUri().toURL(), OF_FILE))
                : builder;
    }
}
