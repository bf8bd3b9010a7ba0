package dev.orgrelay.fetch.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapped.ToRefetch;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.SourceIds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String MAPPING =
            "{\"operation\": \"upsert\", \"id\": body.id, \"displayName\": body.name, \"parent\": body.parent}";

    private final Mistakes mistakes = Mistakes.below("orgrelay.sources.hr.lookup");
    private HttpServer server;
    private Duration timeout = Duration.ofSeconds(20);
    private volatile int status = 200;
    private volatile String body = "{\"id\":\"d/7 ü\",\"name\":\"Sales\",\"parent\":\"d-1\"}";
    private volatile String target;
    private volatile String retryAfter;
    private volatile int busyFor;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String authorization;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            target = exchange.getRequestURI().getRawPath();
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (status == 0) {
                return; // never answers
            }
            status = asked.incrementAndGet() > busyFor && busyFor > 0 ? 200 : status;
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsFoundBecomesAChangeAsOfNow() throws Exception {
        Mapped found = find(NotFound.REFUSE, "d/7 ü");

        assertThat(found).isInstanceOfSatisfying(Mapped.ToApply.class, toApply -> {
            assertThat(toApply.change()).isInstanceOf(Change.Create.class);
            assertThat(toApply.change().displayName()).contains("Sales");
            assertThat(toApply.change().provenance().at()).isEqualTo(NOW);
            assertThat(toApply.change().provenance().eventId()).contains("e-1");
        });
        assertThat(target).isEqualTo("/departments/d%2F7%20%C3%BC/full");
        assertThat(authorization).isEqualTo("Bearer secret");
    }

    @Test
    void notFoundMeansWhatTheSettingSays() throws Exception {
        status = 404;

        assertThat(find(NotFound.DELETE, "d-7"))
                .isInstanceOfSatisfying(Mapped.ToApply.class, toApply -> assertThat(toApply.change())
                        .isInstanceOf(Change.Delete.class));
        assertThat(find(NotFound.IGNORE, "d-7")).isInstanceOf(Mapped.NothingToDo.class);
        assertThat(find(NotFound.REFUSE, "d-7")).isInstanceOf(Mapped.Unusable.class);
    }

    @Test
    void anAnswerAboutAnotherOrganizationIsRefused() throws Exception {
        assertThat(find(NotFound.REFUSE, "d-8"))
                .isInstanceOfSatisfying(Mapped.Unusable.class, unusable -> assertThat(unusable.reason())
                        .contains("does not make one change"));
    }

    @Test
    void troubleIsNoReasonToGiveUp() {
        status = 500;
        assertThatThrownBy(() -> find(NotFound.DELETE, "d-7"))
                .isInstanceOf(LookupException.class)
                .hasMessage("the lookup was answered with 500");
        status = 302;
        assertThatThrownBy(() -> find(NotFound.DELETE, "d-7")).hasMessage("the lookup was answered with 302");
        status = 200;
        body = "<html>";
        assertThatThrownBy(() -> find(NotFound.DELETE, "d-7"))
                .isInstanceOf(LookupException.class)
                .hasMessageContaining("cannot be mapped");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whoeverIsBusyIsAskedAgain(int busy) throws Exception {
        status = busy;
        busyFor = 2;

        assertThat(find(NotFound.DELETE, "d/7 ü")).isInstanceOf(Mapped.ToApply.class);
        assertThat(asked).hasValue(3);
    }

    @Test
    void howLongASenderAsksToWaitIsHowLongTheMessageIsDeferred() {
        status = 503;
        retryAfter = "90";

        Mapped found = lookup(NotFound.DELETE)
                .complete(List.of(refetch("d-7")), NOW.plusSeconds(20))
                .await()
                .indefinitely()
                .get(0);

        assertThat(asked).hasValue(1);
        assertThat(found).isInstanceOfSatisfying(ToRefetch.class, refetch -> assertThat(refetch.trouble())
                .hasValueSatisfying(trouble -> {
                    assertThat(trouble.delay()).isEqualTo(Duration.ofSeconds(90));
                    assertThat(trouble.reason())
                            .isEqualTo("the lookup was answered with 503, and asks to wait for 90 seconds");
                }));
    }

    @Test
    void anAnswerThatNeverComesOrNeverEndsIsGivenUp() {
        status = 0;
        timeout = Duration.ofMillis(200);
        assertThatThrownBy(() -> find(NotFound.DELETE, "d-7"))
                .isInstanceOf(LookupException.class)
                .hasMessage("the lookup took longer than 200 ms");
        status = 200;
        timeout = Duration.ofSeconds(20);
        body = "\"" + "x".repeat(Lookup.MAX_SIZE) + "\"";
        assertThatThrownBy(() -> find(NotFound.DELETE, "d-7"))
                .hasMessage("the lookup failed: the answer is larger than 1048576 bytes");
    }

    @Test
    void allMistakesAreNamed() {
        make("ftp://hr.example/{id}", NotFound.REFUSE, "{");

        assertThat(mistakes.lines())
                .hasSize(2)
                .anySatisfy(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "orgrelay.sources.hr.lookup.url = ftp://hr.example/{id}:"
                                                + " allowed is an http or https URL with one {id} behind its host, with credentials in headers"))
                .anySatisfy(line -> assertThat(line).startsWith("orgrelay.sources.hr.lookup.mapping"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void anIdThatWouldLeadElsewhereIsRefusedAndNothingIsAsked(String id) {
        Mapped found = lookup(NotFound.DELETE)
                .complete(List.of(refetch(id)), NOW.plusSeconds(20))
                .await()
                .indefinitely()
                .get(0);

        assertThat(found).isInstanceOf(Mapped.Unusable.class);
        assertThat(((Mapped.Unusable) found).reason())
                .isEqualTo("the id '" + id + "' cannot be a part of the lookup's URL");
    }

    @Test
    void onlyAWholeSegmentOfDotsLeadsElsewhere() {
        assertThat(new UrlTemplate("https://hr.example/d?id={id}").expand(".."))
                .hasToString("https://hr.example/d?id=..");
        assertThat(new UrlTemplate("https://hr.example/d-{id}/x").expand(".."))
                .hasToString("https://hr.example/d-../x");
        assertThat(new UrlTemplate("https://hr.example/{id}").expand("../x")).hasToString("https://hr.example/..%2Fx");
        assertThatThrownBy(() -> new UrlTemplate("https://hr.example/a/.{id}?x").expand("."))
                .isInstanceOf(InvalidContentException.class);
    }

    @Test
    void theIdCannotChooseTheHost() {
        make("https://{id}.example/x", NotFound.DELETE, MAPPING);
        make("https://hr.example", NotFound.DELETE, MAPPING);

        assertThat(mistakes.lines()).hasSize(2);
    }

    private Lookup lookup(NotFound notFound) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/departments/{id}/full";
        return make(url, notFound, MAPPING).orElseThrow();
    }

    private Mapped find(NotFound notFound, String sourceId) {
        return lookup(notFound)
                .find(refetch(sourceId), Duration.ofMinutes(1))
                .await()
                .indefinitely();
    }

    private Optional<Lookup> make(String url, NotFound notFound, String mapping) {
        LookupConfig config = new LookupConfig() {
            @Override
            public Optional<OutboundUrl> url() {
                return Optional.of(new OutboundUrl(url));
            }

            @Override
            public boolean dangerousPlainHttp() {
                return false;
            }

            @Override
            public Map<String, String> headers() {
                return Map.of("authorization", "Bearer secret");
            }

            @Override
            public Optional<String> mapping() {
                return Optional.of(mapping);
            }

            @Override
            public NotFound notFound() {
                return notFound;
            }

            @Override
            public Duration timeout() {
                return timeout;
            }
        };
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return Lookups.of(config, "hr", Map.of(), SourceIds.SECOND, ZoneOffset.UTC, clock, mistakes);
    }

    private static ToRefetch refetch(String sourceId) {
        Provenance provenance = new Provenance(
                "hr",
                Operation.REFETCH,
                Optional.empty(),
                Optional.of("e-1"),
                Optional.of(NOW.minusSeconds(3600)),
                NOW);
        return new ToRefetch(provenance, "default", SourceIds.SECOND.organizationId(sourceId), sourceId);
    }
}
