package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each operation, of a group that is there and of one that is not, well formed and not: its status, its scimType, and its effect at IoT Central. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class ScimMatrixTest {

    private static final ScimClient CLIENT = ScimClient.of("directory");

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/scim-matrix.csv",
            delimiter = '|',
            numLinesToSkip = 1,
            quoteCharacter = '\0',
            maxCharsPerColumn = 20_000)
    void whatBecomesOf(String method, String group, String body, int status, String type, String effect) {
        String name = ScimClient.name("Known");
        String known = CLIENT.create("{\"displayName\":\"" + name + "\",\"members\":[{\"value\":\"u1\"}]}");
        Map<String, Integer> before = SandboxControl.requests();
        String sent = body == null
                ? ""
                : body.replace('\'', '"').replace("KNOWN", name).replace("NEW", ScimClient.name("New"));
        String path =
                switch (group) {
                    case "known" -> "/" + known;
                    case "unknown" -> "/never-heard-of";
                    default -> "";
                };

        ValidatableResponse answer = ScimClient.request()
                .body(sent)
                .request(method, CLIENT.groups() + path)
                .then()
                .statusCode(status);

        if (type != null) {
            answer.body("scimType", equalTo(type));
        }
        Map<String, Integer> after = SandboxControl.requests();
        for (String operation : new String[] {"create", "update", "delete"}) {
            int calls = after.getOrDefault(operation, 0) - before.getOrDefault(operation, 0);
            assertThat(calls).as(operation).isEqualTo(operation.equals(effect) ? 1 : 0);
        }
        boolean isGone = method.equals("DELETE") && status == 204;
        CLIENT.get(known).statusCode(isGone ? 404 : 200);
        assertThat(SandboxControl.organization(known).isEmpty()).isEqualTo(isGone);
    }
}
