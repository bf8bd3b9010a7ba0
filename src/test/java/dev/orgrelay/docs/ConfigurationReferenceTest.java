package dev.orgrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.ApplicationsConfig;
import dev.orgrelay.configuration.StrictSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md in step with the Javadoc of the configuration. */
class ConfigurationReferenceTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path REFERENCE = Path.of("docs", "configuration.md");
    private static final String UPDATE = "update-docs";

    @Test
    void theReferenceSaysWhatTheSourceSays() throws IOException {
        String expected = ConfigurationReference.render(Mapping.in(SourceCode.parse(SOURCES)));
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(REFERENCE, expected);
        }
        assertThat(written())
                .as(
                        "%s is out of date; write it anew with ./mvnw test -Dtest=%s -D%s=true",
                        REFERENCE, getClass().getSimpleName(), UPDATE)
                .isEqualTo(expected);
    }

    @Test
    void anEnvironmentVariableOfTheReferenceReachesItsKey() {
        EnvConfigSource environment = new EnvConfigSource(
                Map.of(
                        "ORGRELAY_APPLICATIONS__NAME__URL", "https://contoso.azureiotcentral.com",
                        "ORGRELAY_APPLICATIONS__NAME__API_VERSION", "1.1-preview"),
                300);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new StrictSettings())
                .withSources(environment)
                .withMapping(ApplicationsConfig.class)
                .build();
        assertThat(config.getConfigMapping(ApplicationsConfig.class)
                        .byName()
                        .get("name")
                        .apiVersion())
                .isEqualTo("1.1-preview");
    }

    /** A check-out may have changed the line ends. */
    private static String written() throws IOException {
        return Files.exists(REFERENCE)
                ? Files.readString(REFERENCE, StandardCharsets.UTF_8).replace("\r\n", "\n")
                : "";
    }
}
