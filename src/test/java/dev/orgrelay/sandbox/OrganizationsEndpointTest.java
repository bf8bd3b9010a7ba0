package dev.orgrelay.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OrganizationsEndpointTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2023-04-05T11:24:53Z"), ZoneOffset.UTC);

    private final SandboxState state = new SandboxState(CLOCK, () -> 0);
    private final OrganizationsEndpoint api = new OrganizationsEndpoint(
            new RequestChecks(new AuthorizationHeader(CLOCK)), new ErrorAnswers(CLOCK, () -> "129yztvc"));

    @Test
    void anErrorIsWordedLikeTheVendors() {
        ApiAnswer answer = ask("GET", Optional.of("seattle"), "", Map.of());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers())
                .isEqualTo(Map.of(
                        "Content-Type", "application/json; charset=utf-8",
                        "Date", "Wed, 05 Apr 2023 11:24:53 GMT",
                        "x-ms-error-code", "NotFound"));
        assertThat(answer.body())
                .contains("{\"error\":{\"code\":\"NotFound\",\"message\":\"There is no organization 'seattle'."
                        + " You can contact support at https://aka.ms/iotcentral-support."
                        + " Please include the following information. Request ID: 129yztvc,"
                        + " Time: Wed, 05 Apr 2023 11:24:53 GMT.\",\"requestId\":\"129yztvc\","
                        + "\"time\":\"Wed, 05 Apr 2023 11:24:53 GMT\"}}");
    }

    @Test
    void anEmptyPatchChangesNothingAndAnswersWithWhatIsThere() {
        ask("PUT", Optional.of("seattle"), "{\"displayName\":\"Seattle\"}", Map.of());

        ApiAnswer answer = ask("PATCH", Optional.of("seattle"), "{}", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("{\"id\":\"seattle\",\"displayName\":\"Seattle\"}");
    }

    @Test
    void aDeletionHasNoBody() {
        ask("PUT", Optional.of("seattle"), "{\"displayName\":\"Seattle\"}", Map.of());

        assertThat(ask("DELETE", Optional.of("seattle"), "", Map.of())).isEqualTo(ApiAnswer.noContent());
    }

    @Test
    void theTwentyFirstRequestInTheSameInstantIsOneTooMany() {
        for (int request = 1; request <= 20; request++) {
            assertThat(ask("GET", Optional.empty(), "", Map.of()).status()).isEqualTo(200);
        }

        assertThat(ask("GET", Optional.empty(), "", Map.of()).status()).isEqualTo(429);
    }

    @Test
    void aNextLinkIsAbsoluteAndCarriesTheVersion() {
        state.limit(new SandboxLimits(0, 200, 5, OptionalInt.of(1)));
        List.of("aa", "bb").forEach(id -> ask("PUT", Optional.of(id), "{\"displayName\":\"X\"}", Map.of()));

        assertThat(ask("GET", Optional.empty(), "", Map.of()).body())
                .contains("{\"value\":[{\"id\":\"aa\",\"displayName\":\"X\"}],\"nextLink\":"
                        + "\"https://relay.example:8443/sandbox/api/organizations"
                        + "?api-version=2022-07-31&%24skiptoken=" + SkipToken.of(1) + "\"}");
    }

    @Test
    void aTokenThatComesFromNowhereIsABadRequest() {
        for (String token : List.of("", "7", "YWZ0ZXI6", "YWZ0ZXI6eA", "b3RoZXI6Nw", "%%")) {
            assertThat(ask("GET", Optional.empty(), "", Map.of("$skiptoken", List.of(token)))
                            .status())
                    .as(token)
                    .isEqualTo(400);
        }
    }

    private ApiAnswer ask(String method, Optional<String> id, String body, Map<String, List<String>> query) {
        Map<String, List<String>> all = new HashMap<>(query);
        all.put("api-version", List.of("2022-07-31"));
        return api.answer(
                new ApiRequest(
                        method,
                        "https://relay.example:8443",
                        "/api/organizations" + id.map(text -> "/" + text).orElse(""),
                        id,
                        all,
                        Optional.of("Bearer token"),
                        Optional.of("application/json"),
                        body.getBytes(UTF_8)),
                state);
    }
}
