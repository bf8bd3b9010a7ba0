package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.orgrelay.docs.ConnectPage;
import dev.orgrelay.docs.ConnectPage.Step;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page about three senders shows what really happens, by the settings that it shows. */
@QuarkusTest
@TestProfile(OwnedTest.SyncOwned.class)
class ThreeSendersTest {

    private final ConnectPage page = ConnectPage.threeSenders();

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void everyRequestOfThePageIsAnsweredAsItShows() throws IOException {
        HttpServer payroll = payroll();
        try {
            assertThat(page.steps()).hasSize(5);
            for (Step step : page.steps()) {
                if (step.path().startsWith("/api/plan")) {
                    SandboxControl.reset();
                }
                RequestSpecification request = given().headers(step.headers());
                assertThat(step.isPost()).isTrue();
                assertThat(request.body(step.body()).post(step.path()).asString())
                        .isEqualToIgnoringNewLines(step.answer());
            }
        } finally {
            payroll.stop(0);
        }
        assertThat(SandboxControl.organization("body-shop")).contains("Body shop under null");
    }

    @Test
    void whatAnotherKeyHasSignedIsTurnedAway() {
        Step signed = page.steps().get(0);
        given().headers(signed.headers())
                .body(signed.body().replace("Plant", "Plants"))
                .post(signed.path())
                .then()
                .statusCode(401);
    }

    @Test
    void aDayAheadIsNotToday() {
        Step moves = page.steps().get(4);
        String ahead = Instant.now()
                .plus(30, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();

        int status = given().headers(moves.headers())
                .body(moves.body().replace("2026-03-01T00:00:00Z", ahead))
                .post(moves.path())
                .statusCode();

        assertThat(status).isIn(202, 503);
        assertThat(SandboxControl.organization("factory")).isEmpty();
    }

    /** Serves the table of the page to whoever has the token. */
    private HttpServer payroll() throws IOException {
        URI url =
                URI.create(ConfigProvider.getConfig().getValue("orgrelay.sources.payroll.snapshot.url", String.class));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()), 0);
        server.createContext(url.getPath(), exchange -> {
            boolean isAllowed = "Bearer payroll-just-for-trying"
                    .equals(exchange.getRequestHeaders().getFirst("authorization"));
            byte[] body = isAllowed ? page.table().getBytes(StandardCharsets.UTF_8) : new byte[] {'?'};
            exchange.getResponseHeaders().set("content-type", "text/csv");
            exchange.sendResponseHeaders(isAllowed ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
