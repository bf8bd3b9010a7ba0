package dev.orgrelay.cli;

import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
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
        return named(name, sources(name::equals));
    }

    static Source named(String name, Sources sources) {
        if (!sources.mistakes().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", sources.mistakes()));
        }
        return sources.named(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("no source '" + name + "' is configured on this machine: neither "
                                + FILE + " nor the environment has orgrelay.sources." + name));
    }

    /** @param wanted which ones matter */
    Sources sources(Predicate<String> wanted) throws IOException {
        SmallRyeConfigBuilder settings = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile(env.getOrDefault("QUARKUS_PROFILE", System.getProperty("quarkus.profile", "prod")))
                .withSources(new SysPropConfigSource(), new EnvConfigSource(env, OF_ENVIRONMENT))
                .withSources(file(getClass().getResourceAsStream("/application.properties"), OF_PROGRAM));
        if (Files.exists(FILE)) {
            settings.withSources(file(Files.newInputStream(FILE), OF_FILE));
        }
        return Sources.of(settings, wanted, Clock.systemUTC());
    }

    private static PropertiesConfigSource file(InputStream stream, int ordinal) throws IOException {
        Properties properties = new Properties();
        try (Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            properties.load(text);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return new PropertiesConfigSource(settings, FILE.getFileName().toString(), ordinal);
    }
}
