package dev.orgrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestChecksTest {

    private final RequestChecks checks = new RequestChecks(new AuthorizationHeader(Clock.systemUTC()));

    private String method = "GET";
    private Optional<String> id = Optional.empty();
    private Optional<String> authorization = Optional.of("Bearer token");
    private Optional<String> contentType = Optional.empty();
    private TokenBucket bucket = new TokenBucket(0, () -> 0);
    private final Map<String, List<String>> query = new HashMap<>(Map.of("api-version", List.of("2022-07-31")));

    @ParameterizedTest
    @ValueSource(strings = {"1.1-preview", "2022-05-31", "2022-06-30-preview", "2022-07-31", "2022-10-31-preview"})
    void everyVersionWithOrganizationsIsServed(String version) {
        query.put("api-version", List.of(version));

        assertThat(refusal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.2-preview", "2022-07-31 ", ""})
    void anotherVersionIsABadRequest(String version) {
        query.put("api-version", List.of(version));

        assertThat(refusal())
                .contains(new Refusal(
                        400,
                        "BadRequest",
                        "The query parameter api-version must be one of 1.1-preview, 2022-05-31, 2022-06-30-preview,"
                                + " 2022-07-31, 2022-10-31-preview."));
    }

    @Test
    void theVersionMayBeRepeatedButNotContradicted() {
        query.put("api-version", List.of("2022-07-31", "2022-07-31"));
        assertThat(refusal()).isEmpty();

        query.put("api-version", List.of("2022-07-31", "2022-05-31"));
        assertThat(status()).isEqualTo(400);
    }

    @Test
    void anUnknownParameterIsABadRequest() {
        query.put("$top", List.of("5"));

        assertThat(refusal()).contains(Refusal.badRequest("The query parameter '$top' is unknown."));
    }

    @Test
    void onlyTheListHasPages() {
        query.put("$skiptoken", List.of("x"));
        assertThat(refusal()).isEmpty();

        id = Optional.of("seattle");
        assertThat(refusal()).contains(Refusal.badRequest("The query parameter '$skiptoken' is unknown."));
    }

    @Test
    void theTokenIsLookedAtBeforeTheRateAndTheRateBeforeTheId() {
        bucket = new TokenBucket(1, () -> 0);
        id = Optional.of("-wrong-");
        authorization = Optional.empty();
        assertThat(status()).isEqualTo(401);

        authorization = Optional.of("Bearer token");
        assertThat(status()).isEqualTo(400);
        assertThat(refusal()).contains(Refusal.tooManyRequests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Seattle",
                "-a",
                "a-",
                "a_b",
                "a.b",
                "ä1",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void anImpossibleIdIsABadRequest(String impossible) {
        id = Optional.of(impossible);

        assertThat(refusal())
                .contains(Refusal.badRequest("'" + impossible
                        + "' is not an organization id: 2 to 48 of a-z, 0-9 and -, no - at the beginning or the end."));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, application/json",
        "PUT, application/json; charset=utf-8",
        "PATCH, application/json",
        "PATCH, application/merge-patch+json",
        "PATCH, Application/Merge-Patch+JSON;charset=UTF-8",
        "GET, text/plain",
        "DELETE, text/plain"
    })
    void theMediaTypeFits(String with, String type) {
        onSeattle(with, Optional.of(type));

        assertThat(refusal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, application/merge-patch+json",
        "PUT, text/json",
        "PATCH, application/json-patch+json",
        "PATCH, application/json-merge-patch+json",
        "PATCH, application/x-www-form-urlencoded"
    })
    void anotherMediaTypeIsUnsupported(String with, String type) {
        onSeattle(with, Optional.of(type));

        assertThat(status()).isEqualTo(415);
    }

    @Test
    void aBodyWithoutAMediaTypeIsUnsupported() {
        onSeattle("PATCH", Optional.empty());

        assertThat(refusal())
                .contains(new Refusal(
                        415,
                        "UnsupportedMediaType",
                        "The media type of the body must be application/json or application/merge-patch+json."));
    }

    private void onSeattle(String with, Optional<String> type) {
        method = with;
        id = Optional.of("seattle");
        contentType = type;
    }

    private int status() {
        return refusal().orElseThrow().status();
    }

    private Optional<Refusal> refusal() {
        ApiRequest request = new ApiRequest(
                method, "http://localhost", "/api/organizations", id, query, authorization, contentType, new byte[0]);
        return checks.refusal(request, request.operation().orElseThrow(), bucket);
    }
}
