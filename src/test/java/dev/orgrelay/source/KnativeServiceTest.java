package dev.orgrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.source.preset.ShippedSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A broker takes what comes back for an event, and all else for a failure, so the service that it is shown with answers nothing. */
class KnativeServiceTest {

    private static final Path SERVICE = Path.of("src/main/k8s/knative-service.yaml");
    private static final Pattern SETTING = Pattern.compile("(?m)^  (ORGRELAY_\\w+): (.+)$");
    private static final Pattern URI = Pattern.compile("(?m)^    uri: (.+)$");

    @Test
    void itsSourceAnswersABrokerWithoutABody() throws IOException {
        String service = Files.readString(SERVICE);
        Source source = sources(settings(service)).named(Sources.DEFAULT).orElseThrow();

        assertThat(source.answering().isSilent()).isTrue();
        assertThat(source.recordRules().scheme()).isEqualTo("query");
        assertThat(URI.matcher(service).results().map(uri -> uri.group(1)))
                .containsExactly("/api/events?code=replace-me");
    }

    /** As the config map says them, and the secret that it stands beside. */
    private static Map<String, String> settings(String service) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ORGRELAY_SOURCES_DEFAULT_AUTHENTICATION_SECRETS", "a secret of the test");
        for (Matcher setting = SETTING.matcher(service); setting.find(); ) {
            settings.put(setting.group(1), setting.group(2));
        }
        return settings;
    }

    private static Sources sources(Map<String, String> environment) {
        return ConfiguredSources.of(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new StrictSettings())
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new ShippedSettings())
                .withMapping(SourcesConfig.class)
                .withMapping(IdsConfig.class)
                .build());
    }
}
