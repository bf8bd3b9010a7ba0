package dev.orgrelay.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationBodyReaderTest {

    private static final OrganizationId SEATTLE = new OrganizationId("seattle");

    @Test
    void theWholeOrganizationIsRead() {
        assertThat(put("{\"id\":\"seattle\",\"displayName\":\" Seattle \",\"parent\":\"washington\"}"))
                .isEqualTo(Result.ok(new OrganizationBody(
                        Optional.of(" Seattle "), Placement.under(new OrganizationId("washington")))));
    }

    @Test
    void aPatchMayMentionOneFieldOrNone() {
        assertThat(patch("{\"displayName\":\"S\"}"))
                .isEqualTo(Result.ok(new OrganizationBody(Optional.of("S"), Placement.unchanged())));
        assertThat(patch("{\"parent\":\"washington\"}"))
                .isEqualTo(Result.ok(
                        new OrganizationBody(Optional.empty(), Placement.under(new OrganizationId("washington")))));
        assertThat(patch("{}")).isEqualTo(Result.ok(new OrganizationBody(Optional.empty(), Placement.unchanged())));
    }

    @Test
    void nullAsParentMovesToTheTopInAPatchOnly() {
        assertThat(patch("{\"parent\":null}"))
                .isEqualTo(Result.ok(new OrganizationBody(Optional.empty(), Placement.topLevel())));
        assertThat(put("{\"displayName\":\"S\",\"parent\":null}"))
                .isEqualTo(refused("The parent is not an organization id."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "{", "{} {}", "{\"parent\":\"aa\",\"parent\":\"bb\"}", "null"})
    void whatIsNotOneJsonObjectIsRefused(String body) {
        assertThat(patch(body)).isEqualTo(refused("The body is not a JSON object."));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"displayName\":\"S\",\"colour\":\"red\"} | An organization has no member 'colour'.",
                "{\"displayName\":\"S\",\"DisplayName\":\"S\"} | An organization has no member 'DisplayName'.",
                "{\"id\":\"spokane\",\"displayName\":\"S\"} | The id in the body is not the id in the path.",
                "{\"id\":7,\"displayName\":\"S\"} | The id in the body is not the id in the path.",
                "{\"id\":null,\"displayName\":\"S\"} | The id in the body is not the id in the path.",
                "{} | The body has no displayName.",
                "{\"displayName\":null} | The displayName is not text of 1 to 500 characters, or blank.",
                "{\"displayName\":\" \"} | The displayName is not text of 1 to 500 characters, or blank.",
                "{\"displayName\":7} | The displayName is not text of 1 to 500 characters, or blank.",
                "{\"displayName\":\"S\",\"parent\":\"\"} | The parent is not an organization id.",
                "{\"displayName\":\"S\",\"parent\":\"Washington\"} | The parent is not an organization id.",
                "{\"displayName\":\"S\",\"parent\":7} | The parent is not an organization id."
            })
    void whatAnOrganizationCannotHaveIsRefused(String body, String sentence) {
        assertThat(put(body)).isEqualTo(refused(sentence));
    }

    @Test
    void aNameHasUpTo500Characters() {
        assertThat(put("{\"displayName\":\"" + "😀".repeat(500) + "\"}")).isInstanceOf(Result.Ok.class);
        assertThat(put("{\"displayName\":\"" + "x".repeat(501) + "\"}")).isInstanceOf(Result.Refused.class);
    }

    private static Result<OrganizationBody> put(String body) {
        return new OrganizationBodyReader(ApiOperation.CREATE, SEATTLE).read(body.getBytes(UTF_8));
    }

    private static Result<OrganizationBody> patch(String body) {
        return new OrganizationBodyReader(ApiOperation.UPDATE, SEATTLE).read(body.getBytes(UTF_8));
    }

    private static Result<OrganizationBody> refused(String sentence) {
        return Result.refused(new Refusal(400, "BadRequest", sentence));
    }
}
