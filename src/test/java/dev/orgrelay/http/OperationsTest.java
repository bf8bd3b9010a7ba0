package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source may do, what it asks for, and what exists: what its sender hears, and what is called at IoT Central. A dry run says the same and calls nothing. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class OperationsTest {

    private static final List<String> SETTINGS =
            List.of("create", "rename", "move", "update", "delete", "create,update", "create,update,delete");
    private static int number;

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    /** The organization that exists is called A, at the top level; - is none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create,update,delete | created  | B | - | applied | create=1
            create,update,delete | created  | B | A | applied | create=1
            create,update,delete | updated  | B | - | applied | update=1 create=1
            create,update,delete | updated  | B | A | applied | update=1
            create,update,delete | upserted | B | - | applied | create=1
            create,update,delete | deleted  |   | A | applied | delete=1
            create               | created  | B | - | applied | get=1 create=1
            create               | created  | A | A | applied | get=1
            create               | created  | B | A | refused | get=1
            create               | upserted | B | - | applied | get=1 create=1
            create               | updated  | B | - | applied | get=1 create=1
            create               | updated  | A | A | applied | get=1
            create               | deleted  |   | A | refused |
            create               | updated  | B | A | refused | get=1
            rename               | updated  | B | A | applied | update=1
            rename               | created  | B | A | applied | get=1 update=1
            rename               | deleted  |   | A | refused |
            move                 | updated  | B | A | refused |
            move                 | moved    |   | A | applied | update=1
            rename               | moved    |   | A | refused |
            update               | updated  | B | A | applied | update=1
            update               | moved    |   | A | applied | update=1
            update               | created  | B | A | applied | get=1 update=1
            update               | upserted | B | A | applied | get=1 update=1
            update               | updated  | B | - | refused | update=1
            update               | created  | B | - | refused | get=1
            update               | upserted | B | - | refused | get=1
            update               | deleted  |   | A | refused |
            delete               | deleted  |   | A | applied | delete=1
            delete               | deleted  |   | - | applied | delete=1
            delete               | created  | B | - | refused |
            delete               | updated  | B | A | refused |
            create,update        | upserted | B | A | applied | create=1
            create,update        | deleted  |   | A | refused |
            """)
    void whatASourceMayDoIsWhatIsCalled(
            String setting, String word, String name, String existing, String outcome, String calls) {
        String id = "ops-" + number++;
        if (!existing.equals("-")) {
            put(id, existing);
        }
        Optional<String> was = SandboxControl.organization(id);

        String planned = send(setting, word, id, name, "?dryRun=true");
        assertThat(planned).isEqualTo(outcome.equals("applied") ? "planned" : outcome);
        assertThat(SandboxControl.organization(id)).isEqualTo(was);

        Map<String, Integer> before = SandboxControl.requests();
        assertThat(send(setting, word, id, name, "")).isEqualTo(outcome);
        Map<String, Integer> after = SandboxControl.requests();
        for (String call : List.of("create", "update", "delete", "get", "list")) {
            assertThat(after.get(call) - before.get(call)).as(call).isEqualTo(expected(calls, call));
        }
    }

    /** Whether a create is a rename or a move shows only who looks. */
    @ParameterizedTest
    @CsvSource({"A,/,planned", "B,/,refused", "A,/west,refused"})
    void aDryRunLooksBeforeItAnswers(String name, String parent, String outcome) {
        String id = "ops-" + number++;
        put("west", "West");
        put(id, "A");

        assertThat(send("create", "created", id, name + parent, "?dryRun=true")).isEqualTo(outcome);
        assertThat(SandboxControl.requests()).containsEntry("get", 1);
        assertThat(SandboxControl.organization(id)).contains("A under null");
    }

    /** Only who asks for a create makes it again, and what is refused is not looked for in the whole hierarchy. */
    @Test
    void anUpdateDoesNotBringBackWhatWasDeletedElsewhere() {
        String id = "ops-" + number++;
        String all = "create,update,delete";
        assertThat(send(all, "created", id, "A", "")).isEqualTo("applied");
        atIotCentral().delete(at(id)).then().statusCode(204);

        assertThat(send(all, "updated", id, "B", "?a=1")).isEqualTo("refused");
        assertThat(send(all, "moved", id, null, "?a=12")).isEqualTo("refused");
        assertThat(SandboxControl.organization(id)).isEmpty();
        assertThat(SandboxControl.requests())
                .containsEntry("create", 1)
                .containsEntry("update", 2)
                .containsEntry("get", 2)
                .containsEntry("list", 0);

        assertThat(send(all, "upserted", id, "C", "?a=123")).isEqualTo("applied");
        assertThat(SandboxControl.organization(id)).contains("C under null");
    }

    private static int expected(String calls, String call) {
        return calls != null && calls.contains(call + "=1") ? 1 : 0;
    }

    private static void put(String id, String name) {
        atIotCentral()
                .contentType("application/json")
                .body("{\"displayName\":\"" + name + "\"}")
                .put(at(id))
                .then()
                .statusCode(200);
    }

    private static RequestSpecification atIotCentral() {
        return given().header("Authorization", "SharedAccessSignature sr=a&sig=b&skn=c&se=9999999999999");
    }

    private static String at(String id) {
        return "/sandbox/api/organizations/" + id + "?api-version=2022-07-31";
    }

    private static String send(String setting, String word, String id, String name, String query) {
        boolean isMove = word.equals("moved");
        String[] parts = (name == null ? "" : name).split("/", 2);
        String fields = isMove
                ? ",\"parent\":null"
                : name == null
                        ? ""
                        : ",\"displayName\":\"" + parts[0] + "\",\"parent\":"
                                + (parts.length < 2 || parts[1].isEmpty() ? "null" : "\"" + parts[1] + "\"");
        if (word.equals("updated")) {
            fields = ",\"displayName\":\"" + name + "\"";
        }
        return given().contentType("application/cloudevents+json")
                .body("{\"specversion\":\"1.0\",\"id\":\"" + id + query.length()
                        + "\",\"source\":\"/ops\",\"type\":\"organization." + (isMove ? "updated" : word)
                        + "\",\"data\":{\"id\":\"" + id + "\"" + fields + "}}")
                .post("/api/events/s" + SETTINGS.indexOf(setting) + query)
                .then()
                .statusCode(200)
                .extract()
                .path("outcomes[0].outcome");
    }

    /** Sources with each of the settings. */
    static Map<String, String> sources() {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < SETTINGS.size(); i++) {
            settings.put("orgrelay.sources.s" + i + ".authentication.scheme", "dangerous-none");
            settings.put("orgrelay.sources.s" + i + ".operations", SETTINGS.get(i));
        }
        return settings;
    }
}
