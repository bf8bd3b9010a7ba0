package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.relay.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {

    private static final Instant EXPIRY = Instant.ofEpochMilli(1_795_000_123_456L);
    private static final String TEXT = "SharedAccessSignature sr=app&sig=a%3D&skn=hunter2&se=1795000123456";

    private final TestClock clock = new TestClock(EXPIRY.minus(Duration.ofDays(31)));
    private final ApiToken token = new ApiToken("contoso", TEXT, clock);
    private final Logger logger = Logger.getLogger(ApiToken.class.getName());
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(lines);
    }

    @Test
    void theExpiryOfATokenIsInMilliseconds() {
        assertThat(ApiToken.expiry(TEXT)).contains(EXPIRY);
        assertThat(ApiToken.expiry("SharedAccessSignature se=1795000123456&sr=app"))
                .contains(EXPIRY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "SharedAccessSignature sr=a&se=", "SharedAccessSignature use=1795000123456", "a&se=4"})
    void aTokenThatDoesNotSayWhenItExpiresIsNoReasonToWorry(String text) {
        assertThat(ApiToken.expiry(text)).isEmpty();
        assertThat(new ApiToken("contoso", text, clock).notice()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT720H    | api token expires in 30 days
            PT288H30M | api token expires in 12 days
            PT47H     | api token expires in 1 day
            PT1S      | api token expires in less than a day
            PT0S      | api token has expired less than a day ago
            PT-73H    | api token has expired 3 days ago
            """)
    void thirtyDaysAheadItsExpiryIsNamed(Duration left, String notice) {
        assertThat(token.notice()).isEmpty();
        clock.advance(Duration.between(clock.instant(), EXPIRY.minus(left)));
        assertThat(token.notice()).contains(notice);
    }

    @Test
    void theLogSaysSoOnFirstUseAndThenOnceADay() {
        use();
        assertThat(lines.texts).isEmpty();
        clock.advance(Duration.ofDays(19));
        use();
        use();
        clock.advance(Duration.ofHours(23));
        use();
        assertThat(lines.texts)
                .containsExactly("application contoso: api token expires in 12 days;"
                        + " make a new one in IoT Central and set orgrelay.applications.contoso.api-token");
        clock.advance(Duration.ofHours(1));
        use();
        assertThat(lines.texts).hasSize(2).last().asString().contains("11 days").doesNotContain("hunter2");
    }

    private void use() {
        assertThat(token.authorization().await().indefinitely()).isEqualTo(TEXT);
    }

    private static final class Lines extends Handler {

        private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            texts.add(MESSAGE.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
