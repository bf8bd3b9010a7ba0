package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged application does not start with a wrong configuration, and says all that is wrong with it. */
class WrongConfigurationIT {

    @Test
    void allThatCannotBeConvertedIsOnTheStandardError() throws Exception {
        assertThat(start(
                        "-Dorgrelay.dangerous-open-operator-api=tru",
                        "-Dorgrelay.sandbox.enabled=nope",
                        "-Dorgrelay.max-body-size=huge",
                        "-Dquarkus.http.port=http",
                        "-Dorgrelay.sources.hr.future=later"))
                .containsSequence(
                        "wrong configuration:",
                        "  orgrelay.dangerous-open-operator-api = tru: allowed are true and false",
                        "  orgrelay.max-body-size = huge: allowed is a size in bytes, like 65536, 512K or 1M",
                        "  orgrelay.sandbox.enabled = nope: allowed are true and false",
                        "  orgrelay.sources.hr.future = later: allowed are apply, defer, ignore",
                        "  quarkus.http.port = http: allowed are 0 to 65535,"
                                + " here as well as in FUNCTIONS_CUSTOMHANDLER_PORT and PORT");
    }

    @Test
    void allOtherMistakesAreOnTheStandardError() throws Exception {
        assertThat(start(
                        "-Dorgrelay.sandbox.enabled=true",
                        "-Dquarkus.http.port=65536",
                        "-Dorgrelay.sources.hr.fromat=json",
                        "-Dorgrelay.sources.hr.preset=workos",
                        "-Dorgrelay.sources.hr.authentication.secrets=a-key-of-hunter2,,a-key-of-hunter3",
                        "-Dorgrelay.sources.hr.mapping=body.("))
                .containsSubsequence(
                        "wrong configuration:",
                        "  orgrelay.sources.hr.authentication.secrets = (not shown): one of its elements is empty;"
                                + " a comma inside an element is written \\,",
                        "  orgrelay.sources.hr.fromat = (not shown): there is no such key,"
                                + " did you mean orgrelay.sources.hr.format?",
                        "  quarkus.http.port = 65536: allowed are 0 to 65535,"
                                + " here as well as in FUNCTIONS_CUSTOMHANDLER_PORT and PORT")
                .anyMatch(line -> line.startsWith("  orgrelay.sources.hr.mapping: "));
    }

    /** No start shows a secret, or says what libraries say. */
    private static List<String> start(String... settings) throws IOException, InterruptedException {
        Process process = PackagedApplication.with(List.of(), List.of(settings)).start();
        try {
            List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(said).noneMatch(line -> line.contains("hunter") || line.contains("SRCFG"));
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
