package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.moved;
import static dev.orgrelay.http.TestEvents.renamed;
import static dev.orgrelay.http.TestEvents.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An organization that somebody deletes at IoT Central, and what Org Relay is asked about it afterwards: nothing is made again at a guessed place. */
public abstract class DeletedByHand {

    private static final String TOKEN = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("updates")
    void anUpdateIsRefusedAndKept(String name, Function<String, Response> update) {
        String id = deletedByHand("bh-" + name);

        update.apply(id)
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body(
                        "outcomes[0].detail",
                        containsString("'" + id + "' was deleted, and an update does not bring it back"))
                .body("outcomes[0].deadLetter", notNullValue());

        assertThat(SandboxControl.organization(id)).isEmpty();
        update.apply(id).then().statusCode(200).body("outcomes[0].outcome", equalTo("refused"));
        assertThat(SandboxControl.organization(id)).isEmpty();
    }

    static Stream<Arguments> updates() {
        return Stream.of(
                update("name", id -> send(renamed(id, "Renamed"))),
                update("name-and-parent", id -> send(updated(id, "updated", "\"bh-elsewhere\""))),
                update("parent", id -> send(moved(id, "bh-elsewhere"))),
                update("top-level", id -> send(moved(id, null))),
                update("patch-name", id -> patch(id, "{\"displayName\":\"Renamed\"}")),
                update("patch-parent", id -> patch(id, "{\"parent\":\"bh-elsewhere\"}")));
    }

    private static Arguments update(String name, Function<String, Response> update) {
        return Arguments.of(name, update);
    }

    @Test
    void anUpsertMakesItAgainWhereItBelongs() {
        String id = deletedByHand("bh-upsert");
        send(updated(id, "upserted", "\"bh-elsewhere\"")).then().body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization(id)).contains("Told anew under bh-elsewhere");
    }

    @Test
    void aCreateMakesItAgainWhereItBelongs() {
        String id = deletedByHand("bh-create");
        send(created(id, "Told anew", "bh-elsewhere")).then().body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization(id)).contains("Told anew under bh-elsewhere");
    }

    @Test
    void aPutMakesItAgainWhereItBelongs() {
        String id = deletedByHand("bh-put");
        given().contentType("application/json")
                .body("{\"displayName\":\"Told anew\",\"parent\":\"bh-elsewhere\"}")
                .put("/api/organizations/" + id)
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization(id)).contains("Told anew under bh-elsewhere");
    }

    @Test
    void aReconcileMakesItAgainWhereItBelongs() {
        String id = deletedByHand("bh-reconcile");
        given().contentType("application/json")
                .body("[{\"id\":\"bh-elsewhere\",\"displayName\":\"Elsewhere\"},{\"id\":\"" + id
                        + "\",\"displayName\":\"Told anew\",\"parent\":\"bh-elsewhere\"}]")
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true));
        assertThat(SandboxControl.organization(id)).contains("Told anew under bh-elsewhere");
    }

    /** It was at the top level, and told so by an event that the ledger knows. */
    private static String deletedByHand(String id) {
        send(created("bh-elsewhere", "Elsewhere", null)).then().statusCode(200);
        send(created(id, "By hand", null)).then().body("outcomes[0].outcome", equalTo("applied"));
        given().header("Authorization", TOKEN)
                .delete("/sandbox/api/organizations/" + id + "?api-version=2022-07-31")
                .then()
                .statusCode(204);
        return id;
    }

    private static String updated(String id, String verb, String parent) {
        return renamed(id, "Told anew")
                .replace("organization.updated", "organization." + verb)
                .replace("\"displayName\"", "\"parent\":" + parent + ",\"displayName\"");
    }

    private static Response patch(String id, String body) {
        return given().contentType("application/json").body(body).patch("/api/organizations/" + id);
    }
}
