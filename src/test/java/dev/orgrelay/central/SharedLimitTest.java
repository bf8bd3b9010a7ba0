package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.organization.OrganizationId;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Three clients of one application that know nothing of each other, for a minute over HTTP. Not in the build, because it takes a minute:
 * {@code ./mvnw test -Dtest=SharedLimitTest -Dmeasure=true}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "measure", matches = "true")
class SharedLimitTest {

    private static final int INSTANCES = 3;
    private static final int LIMIT = 20;
    private static final int AT_ONCE = 16;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TestHTTPResource("/sandbox")
    String url;

    private final AtomicInteger number = new AtomicInteger();

    @BeforeEach
    void empty() {
        SandboxControl.reset();
        SandboxControl.limits("{\"requestsPerSecond\":%d,\"organizations\":100000}".formatted(LIMIT));
    }

    @AfterEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void threeInstancesUseTheLimitAndHardlyEverExceedIt() {
        List<Multi<Boolean>> callers = IntStream.range(0, INSTANCES)
                .mapToObj(instance -> client())
                .flatMap(client -> IntStream.range(0, AT_ONCE).mapToObj(caller -> calls(client)))
                .toList();
        long failures = Multi.createBy()
                .merging()
                .withConcurrency(callers.size())
                .streams(callers)
                .select()
                .first(MINUTE)
                .filter(isDone -> !isDone)
                .collect()
                .with(Collectors.counting())
                .await()
                .atMost(MINUTE.multipliedBy(2));

        int accepted = SandboxControl.answers("accepted");
        int throttled = SandboxControl.answers("throttled");
        double used = accepted / (double) (LIMIT * MINUTE.toSeconds());
        double share = throttled / (double) (accepted + throttled);
        System.out.printf("%.1f %% of the limit used, %d answers 429, %.2f %%%n", 100 * used, throttled, 100 * share);
        assertThat(failures).isZero();
        assertThat(used).isGreaterThanOrEqualTo(0.95);
        assertThat(share).isLessThanOrEqualTo(0.01);
    }

    private Central client() {
        return ConfiguredApplications.of(Map.of(
                        "orgrelay.applications.default.url",
                        url,
                        "orgrelay.applications.default.api-token",
                        "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                        "orgrelay.applications.default.requests-per-second",
                        String.valueOf(LIMIT)))
                .named(Applications.DEFAULT)
                .orElseThrow();
    }

    /** One call after the other, for ever; whether each was done. */
    private Multi<Boolean> calls(Central client) {
        return Multi.createBy()
                .repeating()
                .uni(() -> client.create(next(), "Shared", Optional.empty())
                        .replaceWith(true)
                        .onFailure()
                        .recoverWithItem(false))
                .indefinitely();
    }

    private OrganizationId next() {
        return new OrganizationId("shared-" + number.incrementAndGet());
    }
}
