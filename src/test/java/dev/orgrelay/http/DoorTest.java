package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request is worth is decided before its body is read, and bodies are read within limits. */
@QuarkusTest
@TestProfile(OperatorKeyTest.Locked.class)
class DoorTest {

    private static final String ANNOUNCED = "Content-Length: 1000000";
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "POST /api/events/nobody => X-None: 0 => 404",
                "PUT /api/events => X-None: 0 => 405",
                "BREW /api/events/signed => X-None: 0 => 405",
                "POST /api/events/signed => X-None: 0 => 401",
                "POST /api/events/signed => webhook-signature: v0,nothing => 401",
                "POST /api/events/signed => webhook-signature: v1,bm90aGluZw== => 401",
                "POST /api/events/token => X-None: 0 => 401",
                "POST /api/events/token => x-api-key: wrong => 401",
                "DELETE /api/events/tenant => authorization: Bearer none => 401",
                "POST /api/events/groups?dryRun=maybe => X-None: 0 => 400",
                "PUT /api/events/groups/Groups => X-None: 0 => 405",
                "POST /api/events/groups => Content-Type: multipart/form-data => 415",
                "POST /api/plan => X-None: 0 => 401",
                "PUT /api/organizations/a => x-functions-key: wrong => 401",
                "POST /api/nowhere => X-None: 0 => 404",
            })
    void itIsAnsweredBeforeAByteOfTheBodyComes(String request, String header, int status) throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(RawConnection.head(request + " HTTP/1.1", header, ANNOUNCED));

            assertThat(connection.status()).isEqualTo(status);
        }
    }

    @Test
    void aBodyThatNobodyWantsIsTakenAwayAndTheConnectionGoesOn() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            String request = RawConnection.head("POST /api/events/nobody HTTP/1.1", "Content-Length: 100000");
            connection.send(request + "x".repeat(100_000)).send(request + "x".repeat(100_000));

            assertThat(connection.status()).isEqualTo(404);
            connection.send(RawConnection.head("GET /q/health/live HTTP/1.1", "Connection: close"));
            assertThat(connection.rest()).contains("HTTP/1.1 404 ", "HTTP/1.1 200 ");
        }
    }

    @Test
    void aRefusedSenderThatDoesNotEndIsCutOff() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            long start = System.nanoTime();
            connection.send(RawConnection.head("POST /api/events/nobody HTTP/1.1", ANNOUNCED));

            assertThat(connection.status()).isEqualTo(404);
            connection.rest();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/events/token, x-api-key: hunter2hunter2hunter2",
        "/api/plan, x-functions-key: open-sesame-of-forty"
    })
    void whatIsTooLargeOrNoBodyIsAnswered(String path, String key) throws IOException {
        String head = RawConnection.head("POST " + path + " HTTP/1.1", key, CHUNKED);
        try (RawConnection connection = new RawConnection()) {
            connection.send(head);
            for (int i = 0; i < 20; i++) {
                connection.send("10000\r\n" + "x".repeat(65_536) + "\r\n");
            }
            assertThat(connection.status()).isEqualTo(413);
        }
        try (RawConnection connection = new RawConnection()) {
            connection.send(head + "5\r\nabcde\r\nnumber\r\n");
            assertThat(connection.status()).isEqualTo(400);
            assertThat(connection.rest()).contains("the request cannot be read");
        }
    }

    @ParameterizedTest
    @CsvSource({"100-continue, 100", "something-else, 417"})
    void whoAsksFirstIsAnswered(String expected, int status) throws IOException {
        String key = "x-api-key: hunter2hunter2hunter2";
        try (RawConnection connection = new RawConnection()) {
            connection.send(RawConnection.head(
                    "POST /api/events/token HTTP/1.1", key, "Expect: " + expected, "Content-Length: 2"));
            assertThat(connection.status()).isEqualTo(status);
        }
        try (RawConnection connection = new RawConnection()) {
            connection.send(RawConnection.head("POST /api/events/token HTTP/1.1", "Expect: 100-continue", ANNOUNCED));
            assertThat(connection.status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/events, 400", "/api/events/token, 401", "/api/events/groups/Groups, 400", "/api/plan, 401"})
    void anOldClientThatNamesNoHostIsAnsweredLikeOthers(String path, int status) throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send("POST " + path + " HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(connection.status()).isEqualTo(status);
        }
    }

    @Test
    void anOldClientHearsWhatIsAllowed() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send("DELETE /api/plan HTTP/1.0\r\n\r\n");

            assertThat(connection.status()).isEqualTo(405);
            assertThat(connection.rest()).containsIgnoringCase("allow: POST");
        }
    }

    @Test
    void anOldScimClientHearsWhereItsGroupIs() throws IOException {
        String body = "{\"displayName\":\"Old\",\"externalId\":\"door-old\"}";
        try (RawConnection connection = new RawConnection()) {
            connection.send(
                    "POST /api/events/groups/Groups HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body);

            assertThat(connection.status()).isEqualTo(201);
            assertThat(connection.rest()).contains("/api/events/groups/Groups/door-old");
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/plan, 415", "/api/reconcile, 400"})
    void aHeaderOfAnOperatorThatIsNoneIsAPlainMistake(String path, int status) throws IOException {
        try (RawConnection connection = new RawConnection()) {
            connection.send(RawConnection.head(
                            "POST " + path + " HTTP/1.1",
                            "x-functions-key: open-sesame-of-forty",
                            "Content-Type: ;;;",
                            "Content-Length: 2")
                    + "[]");

            assertThat(connection.status()).isEqualTo(status);
        }
    }
}
