package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With the vendor's limit of 20 requests a second on both sides. */
@QuarkusTest
class ReconcileAtPaceTest {

    private static final int ORGANIZATIONS = 50;

    @Test
    void aRunUsesThePaceOfTheApplicationAndNeverExceedsIt() {
        given().delete("/sandbox/control").then().statusCode(204);
        String hierarchy = IntStream.range(0, ORGANIZATIONS)
                .mapToObj(i -> i < 5
                        ? "{\"id\":\"ap-" + i + "\",\"displayName\":\"A\"}"
                        : "{\"id\":\"ap-" + i + "\",\"displayName\":\"A\",\"parent\":\"ap-" + (i - 5) / 3 + "\"}")
                .collect(Collectors.joining(",", "[", "]"));

        given().contentType("application/json")
                .body(hierarchy)
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("summary.created", equalTo(ORGANIZATIONS))
                .body("seconds", lessThan(2f * ORGANIZATIONS / 20));

        assertThat(SandboxControl.allRequests()).isEqualTo(ORGANIZATIONS + 1);
        given().get("/sandbox/control").then().body("throttled", equalTo(0));
    }
}
