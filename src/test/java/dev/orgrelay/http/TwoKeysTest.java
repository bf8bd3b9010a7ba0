package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.orgrelay.ProductionCode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which key each path of operators needs: the operator key opens all of them, the reader key all that change nothing. */
@QuarkusTest
@TestProfile(OperatorKeyTest.Locked.class)
class TwoKeysTest {

    private static final String UUID = "6f0d1b2a-9c3e-4f58-8a71-2b4c6d8e0f13";
    private static final String ROWS = "[{\"id\":\"tk-1\",\"displayName\":\"One\"}]";
    private static final String TRIED = "{\"request\":{\"body\":{}}}";
    private static final String ONE = "{\"displayName\":\"One\"}";

    /**
     * @param template as the resources declare it
     * @param body that is read
     * @param changes whether it may change something
     */
    record Call(String method, String template, String body, boolean changes) {

        String path() {
            return "/api"
                    + template.replace("{name}", template.startsWith("/presets") ? "workos" : "default")
                            .replace("{id}", template.startsWith("/organizations") ? "tk-1" : UUID);
        }
    }

    static List<Call> calls() {
        return List.of(
                new Call("GET", "/organizations", "", false),
                new Call("GET", "/organizations/{id}", "", false),
                new Call("GET", "/organizations/{id}/history", "", false),
                new Call("PUT", "/organizations/{id}", ONE, true),
                new Call("PATCH", "/organizations/{id}", ONE, true),
                new Call("DELETE", "/organizations/{id}", "", true),
                new Call("POST", "/plan", ROWS, false),
                new Call("POST", "/reconcile", ROWS, true),
                new Call("GET", "/dead-letters", "", false),
                new Call("GET", "/dead-letters/{id}", "", false),
                new Call("POST", "/dead-letters/{id}/replay", "", true),
                new Call("DELETE", "/dead-letters/{id}", "", true),
                new Call("POST", "/dead-letters/replay", "", true),
                new Call("GET", "/deliveries", "", false),
                new Call("GET", "/deliveries/{id}", "", false),
                new Call("POST", "/deliveries/{id}/replay", "", true),
                new Call("POST", "/deliveries/replay", "", true),
                new Call("GET", "/sources", "", false),
                new Call("GET", "/sources/{name}", "", false),
                new Call("POST", "/sources/{name}/try", TRIED, false),
                new Call("GET", "/presets", "", false),
                new Call("GET", "/presets/{name}", "", false),
                new Call("POST", "/presets/{name}/try", TRIED, false),
                new Call("GET", "/waiting", "", false),
                new Call("DELETE", "/waiting/{id}", "", true),
                new Call("POST", "/adopt", "", true),
                new Call("POST", "/notices/test", "", true),
                new Call("GET", "/status", "", false));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theOperatorKeyOpensEveryPath(Call call) {
        assertThat(send(call, "", "open-sesame-of-forty").statusCode()).isNotIn(401, 403);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theReaderKeyOpensWhatChangesNothing(Call call) {
        Response answer = send(call, "", "a-key-to-read-with");

        if (call.changes()) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.jsonPath().getString("detail")).contains("orgrelay.operator-key");
        } else {
            assertThat(answer.statusCode()).isNotIn(401, 403, 405);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theReaderKeyOpensEveryDryRun(Call call) {
        int changes = changes();
        assertThat(send(call, "?dryRun=true", "a-key-to-read-with").statusCode())
                .isNotIn(401, 403);
        assertThat(changes()).isEqualTo(changes);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void noKeyAndAWrongKeyOpenNothing(Call call) {
        for (String key : new String[] {null, "open-sesame-of-thieves", "a-key-to-read-wit", ""}) {
            for (String query : List.of("", "?dryRun=true", "?nonsense=1")) {
                assertThat(send(call, query, key).statusCode()).as(key + query).isEqualTo(401);
            }
        }
    }

    /** A new path of operators has to say here which key it needs. */
    @Test
    void everyPathOfOperatorsIsAmongThese() {
        assertThat(calls().stream().map(call -> call.method() + " " + call.template()))
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(ProductionCode.CLASSES.stream()
                        .filter(type -> type.isAnnotatedWith(OperatorOnly.class))
                        .flatMap(TwoKeysTest::declared)
                        .toList()));
    }

    private static Stream<String> declared(JavaClass type) {
        return type.getMethods().stream()
                .flatMap(method -> verb(method).map(verb -> verb + " " + path(type, method)).stream());
    }

    private static Optional<String> verb(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getSimpleName())
                .filter(List.of("GET", "POST", "PUT", "PATCH", "DELETE")::contains)
                .findFirst();
    }

    private static String path(JavaClass type, JavaMethod method) {
        String own = method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
        return type.getAnnotationOfType(Path.class).value() + own;
    }

    private static int changes() {
        Map<String, Integer> requests = SandboxControl.requests();
        return requests.get("create") + requests.get("update") + requests.get("delete");
    }

    private static Response send(Call call, String query, String key) {
        RequestSpecification request = given();
        if (key != null) {
            request.header("x-functions-key", key);
        }
        if (!call.body().isEmpty()) {
            request.contentType("application/json").body(call.body());
        }
        return request.request(call.method(), call.path() + query);
    }
}
