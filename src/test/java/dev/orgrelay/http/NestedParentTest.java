package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender that writes the parent of a unit as an object, and null for a unit at the top. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class NestedParentTest {

    private static final String NULL = ",\"parent\":null";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void nullInPlaceOfTheObjectMovesToTheTop() {
        send("", "np-above", NULL);
        send("", "np-unit", ",\"parent\":{\"id\":\"np-above\"}");
        assertThat(SandboxControl.organization("np-unit")).contains("np-unit under np-above");
        send("", "np-unit", "").body("outcomes[0]", not(hasKey("parent")));
        assertThat(SandboxControl.organization("np-unit")).contains("np-unit under np-above");

        send("", "np-unit", NULL).body("outcomes[0].parent", nullValue());
        assertThat(SandboxControl.organization("np-unit")).contains("np-unit under null");
    }

    @Test
    void aDryRunSaysWhichOfBothItIs() {
        send("?dryRun=true", "np-dry", NULL)
                .body("outcomes[0].detail", equalTo("dry run: nothing was sent; top level"));
        send("?dryRun=true", "np-dry", "")
                .body("outcomes[0].detail", equalTo("dry run: nothing was sent; parent unchanged"));
        send("?dryRun=true", "np-dry", ",\"parent\":{\"id\":\"np-above\"}")
                .body("outcomes[0].detail", equalTo("dry run: nothing was sent"));
    }

    private static ValidatableResponse send(String query, String id, String parent) {
        return given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/json")
                .body("{\"unit\":{\"id\":\"" + id + "\",\"name\":\"" + id + "\"" + parent + "}}")
                .post("/api/events/nested" + query)
                .then()
                .statusCode(200);
    }
}
