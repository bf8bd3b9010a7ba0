package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;

/** The journal of the application under test, as operators read it. */
public final class JournalOf {

    private JournalOf() {}

    /** A page of it. */
    public static JsonPath list(String query) {
        return given().urlEncodingEnabled(false)
                .get("/api/deliveries?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static List<String> ids(String query) {
        return list(query).getList("value.id");
    }

    /** The id of the only delivery that {@code query} leaves. */
    public static String idOf(String query) {
        List<String> ids = ids(query);
        assertThat(ids).as(query).hasSize(1);
        return ids.get(0);
    }

    /** One delivery, whole. */
    public static ValidatableResponse delivery(String id) {
        return given().get("/api/deliveries/" + id).then().statusCode(200).body("id", equalTo(id));
    }
}
