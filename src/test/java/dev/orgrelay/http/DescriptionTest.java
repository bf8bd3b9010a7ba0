package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.orgrelay.http.ApiDescription.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the API says what the paths are and what they answer. {@link DescribedAnswers} holds the answers of all other tests against it, too. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class DescriptionTest {

    /** It needs a receiver; its own test hears it. */
    private static final Set<String> GIVEN_ELSEWHERE = Set.of("POST /api/notices/test", "DELETE /api/waiting/{id}");

    private static final String ROWS = "[{\"id\":\"dc-row\",\"displayName\":\"Row\"}]";
    private static final Set<String> PASS_EVERYWHERE = Set.of("application", "dryRun");

    @Inject
    Router router;

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void everyPathOfOperatorsIsDescribedAndNoOther() {
        List<String> there = TwoKeysTest.calls().stream()
                .map(call -> call.method() + " /api" + call.template())
                .toList();

        assertThat(described(Operation::needsKey)).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void everyOtherRouteIsDescribed() {
        Set<String> routes = router.getRoutes().stream()
                .filter(Route::isExactPath)
                .map(Route::getPath)
                .filter(Objects::nonNull)
                .filter(path -> path.startsWith("/api/") || path.startsWith("/sandbox/"))
                .map(path -> path.replaceAll(":(\\w+)", "{$1}"))
                .collect(toSet());

        assertThat(routes)
                .contains("/api/health/live", "/sandbox/api/organizations/{id}")
                .isSubsetOf(ApiDescription.operations().stream()
                        .map(Operation::path)
                        .collect(toSet()));
    }

    @Test
    void everyParameterIsKnownAndNoOther() {
        List<Operation> operations =
                ApiDescription.operations().stream().filter(Operation::needsKey).toList();
        Set<String> all = operations.stream()
                .flatMap(operation -> operation.query().keySet().stream())
                .collect(toSet());
        for (Operation operation : operations) {
            String first = operation.path().split("/")[2];
            Set<String> described = operations.stream()
                    .filter(other -> other.path().split("/")[2].equals(first))
                    .flatMap(other -> other.query().keySet().stream())
                    .collect(toSet());
            for (String name : all) {
                if (PASS_EVERYWHERE.contains(name) && !described.contains(name)) {
                    continue;
                }
                boolean isUnknown = given().queryParam(name, "1")
                        .request(operation.method(), operation.path().replaceAll("\\{\\w+}", "dc-none"))
                        .asString()
                        .contains("there is no parameter '" + name + "'");
                assertThat(isUnknown).as(operation + " " + name).isEqualTo(!described.contains(name));
            }
        }
    }

    @Test
    void whatAPathOfOperatorsAllowsIsWhatIsDescribed() {
        Map<String, Set<String>> allowed = ApiDescription.operations().stream()
                .filter(Operation::needsKey)
                .collect(groupingBy(Operation::path, mapping(Operation::verb, toSet())));
        allowed.forEach((path, verbs) -> {
            String other = Stream.of("GET", "PUT", "POST", "DELETE", "PATCH")
                    .filter(verb -> !verbs.contains(verb))
                    .findFirst()
                    .orElseThrow();
            Response answer = given().request(other, path.replaceAll("\\{\\w+}", "dc-none"));

            boolean isOfAnotherPath = answer.statusCode() == 404; // the server looks there, and finds nothing
            assertThat(isOfAnotherPath ? verbs : Set.of(answer.header("Allow").split(", ")))
                    .as(path)
                    .isEqualTo(verbs);
        });
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
        Set<String> references = new HashSet<>();
        ApiDescription.DOCUMENT.findValuesAsText("$ref").forEach(references::add);
        references.remove(""); // the attribute $ref of SCIM

        assertThat(references)
                .allMatch(reference ->
                        !ApiDescription.DOCUMENT.at(reference.substring(1)).isMissingNode());
        List<String> components = new ArrayList<>();
        ApiDescription.DOCUMENT.path("components").properties().forEach(kind -> kind.getValue()
                .fieldNames()
                .forEachRemaining(name -> components.add("#/components/" + kind.getKey() + "/" + name)));
        assertThat(components.stream()
                        .filter(name -> !name.startsWith("#/components/securitySchemes/"))
                        .toList())
                .isSubsetOf(references);
    }

    /** As one does that holds a comma and no quotation marks. */
    @Test
    void noTextHasFallenApart() {
        requireNames(ApiDescription.DOCUMENT);
    }

    private static void requireNames(JsonNode node) {
        node.properties().forEach(member -> assertThat(member.getKey()).doesNotContain(" "));
        node.forEach(DescriptionTest::requireNames);
    }

    @Test
    void everyOperationHasAnExampleAndEveryExampleIsAsItsSchemaSays() {
        for (Operation operation : ApiDescription.operations()) {
            JsonNode request = ApiDescription.resolved(operation.json().path("requestBody"));
            Stream<JsonNode> contents = Stream.concat(Stream.of(request), operation.responses().values().stream())
                    .map(holder -> holder.path("content"));
            List<String> examples = new ArrayList<>();
            contents.flatMap(content -> content.properties().stream()).forEach(content -> {
                JsonNode example = content.getValue().path("example");
                if (!example.isMissingNode()) {
                    examples.add(content.getKey());
                    assertThat(ApiDescription.mistakes(
                                    content.getValue(),
                                    content.getKey(),
                                    example.isTextual() ? example.asText() : example.toString()))
                            .as(operation + " " + content.getKey())
                            .isEmpty();
                }
            });
            boolean hasContent = operation.responses().entrySet().stream()
                    .anyMatch(one ->
                            one.getKey().startsWith("2") && one.getValue().has("content"));
            assertThat(!hasContent || !examples.isEmpty())
                    .as(operation.toString())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/q/openapi,             */*,                         yaml",
        "/q/openapi,             application/json,            json",
        "/q/openapi,             'text/html,application/yaml', yaml",
        "/q/openapi?format=json, */*,                         json",
        "/q/openapi?format=YAML, */*,                         yaml",
        "/q/openapi.json,        */*,                         json",
        "/q/openapi.yaml,        application/json,            yaml",
        "/q/openapi.yml,         */*,                         yaml",
        "/api/openapi,           */*,                         yaml",
        "/api/openapi,           application/json,            json",
    })
    void theDocumentIsServedInBothFormats(String path, String accept, String format) throws IOException {
        Response answer = given().accept(accept).get(path);

        answer.then().statusCode(200).header("content-type", equalTo("application/" + format + ";charset=UTF-8"));
        JsonNode served = (format.equals("json") ? ApiDescription.JSON : new YAMLMapper()).readTree(answer.asString());
        assertThat(served.at("/info/version").asText())
                .isEqualTo(given().get("/api/status").jsonPath().getString("version"));
        assertThat(((ObjectNode) served)
                        .set("info", ApiDescription.DOCUMENT.path("info"))
                        .equals(ApiDescription.DOCUMENT))
                .as("what the build has made of src/main/openapi/openapi.yaml; ./mvnw process-resources makes it anew")
                .isTrue();
        given().head(path).then().statusCode(200);
        given().post(path).then().statusCode(oneOf(404, 405));
    }

    @Test
    void swaggerUiIsOnlyThereInDevMode() {
        for (String path : List.of("/q/swagger-ui", "/openapi-ui/index.html", "/openapi")) {
            given().get(path).then().statusCode(404);
        }
    }

    /** With what each operation answers when all goes well, in every media type. */
    @Test
    void everyAnswerThatIsDescribedIsGiven() {
        DescribedAnswers.HEARD.clear();
        SandboxControl.reset();
        send();
        organize();
        List.of(
                        "/api/console/",
                        "/api/console/index.html",
                        "/api/health/live",
                        "/api/health/ready",
                        "/api/openapi",
                        "/api/presets",
                        "/api/presets/workos",
                        "/api/sources",
                        "/api/sources/default",
                        "/api/status",
                        "/api/waiting")
                .forEach(path -> given().get(path));
        given().accept("application/json").get("/api/openapi");
        given().accept("text/plain").get("/api/status");
        for (String accept : List.of("application/json", "text/plain", "application/x-ndjson")) {
            rows().accept(accept).post("/api/plan");
            rows().accept(accept).post("/api/reconcile?dryRun=true");
            rows().accept(accept).post("/api/reconcile");
        }
        for (String tried : List.of("/api/sources/default/try", "/api/presets/workos/try")) {
            given().body("{\"request\":{\"body\":{}}}").post(tried);
        }
        replay();
        provision();
        callTheSandbox();

        Set<String> wanted = new TreeSet<>();
        ApiDescription.operations().stream()
                .filter(operation -> !GIVEN_ELSEWHERE.contains(operation.toString()))
                .filter(operation -> !operation.path().equals("/"))
                .forEach(operation -> mediaTypes(operation).forEach(type -> wanted.add(operation + " 2xx " + type)));
        assertThat(DescribedAnswers.HEARD.stream().map(heard -> heard.replaceAll(" 2\\d\\d ", " 2xx ")))
                .containsAll(wanted);
    }

    /** Of operations that have a key all of the good answers; others answer as their source wants. */
    private static Stream<String> mediaTypes(Operation operation) {
        List<String> types = operation.responses().entrySet().stream()
                .filter(one -> one.getKey().startsWith("2"))
                .flatMap(one ->
                        one.getValue().path("content").properties().stream().map(Map.Entry::getKey))
                .distinct()
                .toList();
        return types.isEmpty() ? Stream.of("") : types.stream().limit(operation.needsKey() ? types.size() : 1);
    }

    private static void send() {
        String event = TestEvents.created("dc-event", "Event", null);
        TestEvents.send(event);
        for (String path : List.of("/api/events/default", "/api/events/default/Groups/42")) {
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
                given().contentType("application/cloudevents+json").body(event).request(method, path);
            }
        }
        given().options("/api/events");
        for (String path : List.of("/api/events/okta", "/api/events/okta/below")) {
            given().header("x-okta-verification-challenge", "mark").get(path);
        }
    }

    private static void organize() {
        RequestSpecification one = given().body("{\"displayName\":\"One\"}");
        one.put("/api/organizations/dc-one");
        one.patch("/api/organizations/dc-one");
        for (String path :
                List.of("/api/organizations", "/api/organizations/dc-one", "/api/organizations/dc-one/history")) {
            given().get(path);
        }
        given().accept("text/plain").get("/api/organizations/dc-one/history");
        given().accept("text/plain").get("/api/organizations");
        given().accept("text/csv").get("/api/organizations");
        given().post("/api/adopt");
        given().delete("/api/organizations/dc-one");
    }

    private static void replay() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":422}]");
        TestEvents.send(TestEvents.created("dc-refused", "Refused", null));
        SandboxControl.noFaults();
        JsonPath letters =
                given().get("/api/dead-letters?organization=dc-refused").jsonPath();
        String letter = "/api/dead-letters/" + letters.getString("value[0].id");
        given().get(letter);
        given().delete(letter + "?dryRun=true");
        given().post(letter + "/replay?dryRun=true");
        given().post("/api/dead-letters/replay?organization=dc-refused&dryRun=true");
        given().delete(letter);
        String delivery = "/api/deliveries/"
                + JournalOf.ids("organization=dc-refused&kind=event").get(0);
        given().get(delivery);
        given().post(delivery + "/replay");
        given().post("/api/deliveries/replay?organization=dc-refused&dryRun=true");
    }

    private static void provision() {
        ScimClient client = ScimClient.of("directory");
        String name = ScimClient.name("Described");
        String id = client.createNamed(name, "u1");
        client.get(id);
        client.put(id, "{\"displayName\":\"" + name + "\"}");
        client.search("displayName eq \"" + name + "\"");
        ScimClient.request()
                .body("{\"Operations\":[{\"op\":\"remove\",\"path\":\"members\"}]}")
                .patch(client.groups() + "/" + id + "?attributes=displayName");
        ScimClient.request().body("{\"count\":1}").post(client.groups() + "/.search");
        client.delete(id);
        for (String path : List.of(
                "Users",
                "Users/ada",
                "ServiceProviderConfig",
                "ResourceTypes",
                "ResourceTypes/Group",
                "Schemas",
                "Schemas/urn:ietf:params:scim:schemas:core:2.0:Group")) {
            ScimClient.request().get("/api/scim/directory/" + path);
            given().options("/api/scim/directory/" + path);
        }
        List.of("", "/" + id, "/.search").forEach(path -> given().options(client.groups() + path));
    }

    private static void callTheSandbox() {
        String token = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";
        String one = "/sandbox/api/organizations/dc-sand";
        for (String method : List.of("PUT", "PATCH", "GET", "DELETE")) {
            given().header("authorization", token)
                    .contentType("application/json")
                    .queryParam("api-version", "2022-07-31")
                    .body("{\"displayName\":\"Sand\"}")
                    .request(method, one);
        }
        given().header("authorization", token).get("/sandbox/api/organizations?api-version=2022-07-31");
        given().get("/sandbox/control?journal=true");
    }

    private static RequestSpecification rows() {
        return given().contentType("application/json").body(ROWS);
    }

    private static Stream<String> described(Predicate<Operation> which) {
        return ApiDescription.operations().stream().filter(which).map(Operation::toString);
    }
}
