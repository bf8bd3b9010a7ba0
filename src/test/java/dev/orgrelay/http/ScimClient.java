package dev.orgrelay.http;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client of SCIM.
 *
 * @param groups where its groups are
 */
record ScimClient(String groups) {

    static final String EXTENSION = "urn:ietf:params:scim:schemas:extension:orgrelay:2.0:Group";

    private static final AtomicInteger NAMES = new AtomicInteger();

    static ScimClient of(String source) {
        return new ScimClient("/api/scim/" + source + "/Groups");
    }

    /** Nobody else has such a name. */
    static String name(String readable) {
        return readable + " " + NAMES.incrementAndGet();
    }

    static RequestSpecification request() {
        return given().header("Authorization", "Bearer a-key-of-hunter2").contentType("application/scim+json");
    }

    ValidatableResponse post(String body) {
        return request().body(body).post(groups).then();
    }

    /** The id of a group that is made. */
    String create(String body) {
        return post(body).statusCode(201).extract().path("id");
    }

    String createNamed(String name, String... members) {
        return create("{\"displayName\":\"" + name + "\",\"members\":[" + members(members) + "]}");
    }

    static String members(String... values) {
        return String.join(
                ",",
                List.of(values).stream()
                        .map(value -> "{\"value\":\"" + value + "\"}")
                        .toList());
    }

    ValidatableResponse get(String id) {
        return request().get(groups + "/" + id).then();
    }

    ValidatableResponse put(String id, String body) {
        return request().body(body).put(groups + "/" + id).then();
    }

    ValidatableResponse patch(String id, String operations) {
        return request()
                .body("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operations
                        + "]}")
                .patch(groups + "/" + id)
                .then();
    }

    ValidatableResponse delete(String id) {
        return request().delete(groups + "/" + id).then();
    }

    ValidatableResponse search(String filter) {
        return request().queryParam("filter", filter).get(groups).then().statusCode(200);
    }
}
