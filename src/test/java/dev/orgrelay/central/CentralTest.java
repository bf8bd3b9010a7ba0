package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.orgrelay.LogLines;
import dev.orgrelay.central.RecordingServer.Recorded;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of the vendor's own examples, to the letter, and what becomes of the answers. */
@QuarkusTest
@QuarkusTestResource(value = RecordingServer.class, restrictToAnnotatedClass = true)
class CentralTest {

    private static final String JSON = "application/json; charset=utf-8";
    private static final OrganizationId SEATTLE = new OrganizationId("seattle");
    private static final OrganizationId WASHINGTON = new OrganizationId("washington");
    private static final String AUTHORIZATION = "SharedAccessSignature sr=app&sig=a%3D&skn=token&se=4102444800000";

    @Inject
    Applications applications;

    @BeforeEach
    void forget() {
        RecordingServer.forgetAnswers();
        RecordingServer.recorded();
    }

    @ParameterizedTest
    @CsvSource({"default, 1.1-preview", "newer, 2022-07-31"})
    void create(String application, String version) {
        RecordingServer.answer(
                200, JSON, "{\"id\": \"seattle\", \"displayName\": \"Seattle\", \"parent\": \"washington\"}");

        Optional<Organization> answer = await(central(application).create(SEATTLE, "Seattle", Optional.of(WASHINGTON)));

        assertThat(answer).contains(new Organization(SEATTLE, "Seattle", Optional.of(WASHINGTON)));
        assertThat(RecordingServer.recorded())
                .containsExactly(new Recorded(
                        "PUT",
                        "/api/organizations/seattle?api-version=" + version,
                        AUTHORIZATION,
                        "application/json",
                        "{\"displayName\":\"Seattle\",\"parent\":\"washington\"}"));
    }

    @ParameterizedTest
    @CsvSource({"default, 1.1-preview", "newer, 2022-07-31"})
    void createAtTheTopLevelDoesNotMentionAParent(String application, String version) {
        RecordingServer.answer(200, JSON, "{\"id\":\"seattle\",\"displayName\":\"Seattle\"}");

        await(central(application).create(SEATTLE, "Seattle", Optional.empty()));

        assertThat(RecordingServer.recorded().get(0).body()).isEqualTo("{\"displayName\":\"Seattle\"}");
    }

    @ParameterizedTest
    @CsvSource({"default, 1.1-preview", "newer, 2022-07-31"})
    void get(String application, String version) {
        RecordingServer.answer(
                200, JSON, "{\"id\": \"seattle\", \"displayName\": \"Seattle\", \"parent\": \"washington\"}");

        assertThat(await(central(application).get(SEATTLE)).displayName()).isEqualTo("Seattle");
        assertThat(RecordingServer.recorded())
                .containsExactly(new Recorded(
                        "GET", "/api/organizations/seattle?api-version=" + version, AUTHORIZATION, null, ""));
    }

    @ParameterizedTest
    @CsvSource({"default, 1.1-preview", "newer, 2022-07-31"})
    void updateMentionsOnlyWhatChanges(String application, String version) {
        String answer = "{\"id\":\"seattle\",\"displayName\":\"Seattle Sales\",\"parent\":\"washington\"}";
        for (int i = 0; i < 3; i++) {
            RecordingServer.answer(200, JSON, answer);
        }
        Central central = central(application);

        await(central.update(SEATTLE, Optional.of("Seattle Sales"), Placement.unchanged()));
        await(central.update(SEATTLE, Optional.empty(), Placement.under(WASHINGTON)));
        await(central.update(SEATTLE, Optional.of("Seattle Sales"), Placement.topLevel()));

        assertThat(RecordingServer.recorded())
                .containsExactly(
                        patch(version, "{\"displayName\":\"Seattle Sales\"}"),
                        patch(version, "{\"parent\":\"washington\"}"),
                        patch(version, "{\"displayName\":\"Seattle Sales\",\"parent\":null}"));
    }

    @ParameterizedTest
    @CsvSource({"default, 1.1-preview", "newer, 2022-07-31"})
    void list(String application, String version) {
        RecordingServer.answer(
                200,
                JSON,
                "{\"value\": [{\"id\": \"washington\", \"displayName\": \"Washington\"},"
                        + " {\"id\": \"seattle\", \"displayName\": \"Seattle\", \"parent\": \"washington\"}]}");

        assertThat(await(central(application).list()).organizations())
                .containsExactly(
                        new Organization(WASHINGTON, "Washington", Optional.empty()),
                        new Organization(SEATTLE, "Seattle", Optional.of(WASHINGTON)));
        assertThat(RecordingServer.recorded())
                .containsExactly(
                        new Recorded("GET", "/api/organizations?api-version=" + version, AUTHORIZATION, null, ""));
    }

    @Test
    void aListFollowsItsNextLinksButNeverToAnotherHost() {
        RecordingServer.answer(
                200,
                JSON,
                "{\"value\":[{\"id\":\"washington\",\"displayName\":\"Washington\"}],"
                        + "\"nextLink\":\"https://thief.example/api/organizations?api-version=9&$skiptoken=a%2Bb\"}");
        RecordingServer.answer(200, JSON, "{\"value\":[{\"id\":\"seattle\",\"displayName\":\"Seattle\"}]}");

        assertThat(await(central("default").list()).organizations()).hasSize(2);
        assertThat(RecordingServer.recorded())
                .extracting(Recorded::target)
                .containsExactly(
                        "/api/organizations?api-version=1.1-preview",
                        "/api/organizations?api-version=1.1-preview&$skiptoken=a%2Bb");
    }

    @ParameterizedTest
    @CsvSource({"default, 1.1-preview", "newer, 2022-07-31"})
    void remove(String application, String version) {
        RecordingServer.answer(204, "", "");

        await(central(application).delete(SEATTLE));

        assertThat(RecordingServer.recorded())
                .containsExactly(new Recorded(
                        "DELETE", "/api/organizations/seattle?api-version=" + version, AUTHORIZATION, null, ""));
    }

    @Test
    void aFailureKnowsWhatTheVendorSaid() {
        RecordingServer.answer(
                422,
                JSON,
                "{\"error\":{\"code\":\"InvalidBody\",\"message\":\"No such name. You can contact support at"
                        + " https://aka.ms/x. Request ID: 1a2b\",\"requestId\":\"1a2b\",\"time\":\"now\"}}");

        assertThatThrownBy(() -> await(central("default").get(SEATTLE)))
                .isInstanceOfSatisfying(CentralException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(CentralException.Kind.REFUSED);
                    assertThat(failure.status()).isEqualTo(422);
                    assertThat(failure.code()).contains("InvalidBody");
                    assertThat(failure.support()).get().asString().endsWith(", request 1a2b");
                    assertThat(failure).hasMessage("IoT Central answered 422 InvalidBody: No such name.");
                });
    }

    @Test
    void aFailureNeedNotBeJson() {
        RecordingServer.answer(403, "text/html", "<html>Forbidden</html>");

        assertThatThrownBy(() -> await(central("default").get(SEATTLE)))
                .isInstanceOfSatisfying(CentralException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(CentralException.Kind.UNAUTHORIZED);
                    assertThat(failure.code()).isEmpty();
                    assertThat(failure).hasMessage("IoT Central answered 403");
                });
    }

    @ParameterizedTest
    @MethodSource("successesThatShowNothing")
    void aChangeIsDoneWhateverTheSuccessHolds(int status, String mediaType, byte[] body) {
        for (int i = 0; i < 3; i++) {
            RecordingServer.answer(status, mediaType, body);
        }
        Central central = central("default");

        assertThat(await(central.create(SEATTLE, "Seattle", Optional.empty()))).isEmpty();
        assertThat(await(central.update(SEATTLE, Optional.of("Seattle"), Placement.unchanged())))
                .isEmpty();
        await(central.delete(SEATTLE));

        assertThat(RecordingServer.recorded()).extracting(Recorded::method).containsExactly("PUT", "PATCH", "DELETE");
        assertThat(central.isUsable()).isTrue();
    }

    static Stream<Arguments> successesThatShowNothing() {
        return Stream.of(
                arguments(200, "", bytes("")),
                arguments(201, JSON, bytes("{}")),
                arguments(202, JSON, bytes("null")),
                arguments(204, "", bytes("")),
                arguments(200, JSON, bytes("{\"id\":7}")),
                arguments(200, JSON, bytes("{\"displayName\":\"Seattle\"}")),
                arguments(200, JSON, bytes("[]")),
                arguments(200, "text/plain", bytes("\"done\"")),
                arguments(200, "application/json; charset=nonsense", bytes("{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void anAnswerMayHaveAByteOrderMarkAndAnyUtf(String charset) {
        String json = "{\"id\":\"seattle\",\"displayName\":\"S\u00e9attle\"}";
        for (String mark : new String[] {"", "\ufeff"}) {
            RecordingServer.answer(200, JSON, (mark + json).getBytes(Charset.forName(charset)));
            assertThat(await(central("default").get(SEATTLE)).displayName()).isEqualTo("S\u00e9attle");
        }
    }

    @ParameterizedTest
    @CsvSource({"text/html, <html>Welcome</html>", "nonsense, {}"})
    void whatIsNotJsonMayComeFromSomebodyElseSoOneLookTellsWhetherTheChangeIsDone(String mediaType, String body) {
        RecordingServer.answer(200, mediaType, body);
        RecordingServer.answer(200, mediaType, body);
        RecordingServer.answer(200, JSON, "{\"id\":\"seattle\",\"displayName\":\"Seattle\"}");

        await(central("default").update(SEATTLE, Optional.of("Seattle"), Placement.unchanged()));

        assertThat(RecordingServer.recorded()).extracting(Recorded::method).containsExactly("PATCH", "PATCH", "GET");
    }

    @Test
    void aDeleteThatSomebodyElseMayHaveAnsweredIsDoneIfTheOrganizationIsGone() {
        RecordingServer.answer(200, "text/html", "<html>Welcome</html>");
        RecordingServer.answer(200, "text/html", "<html>Welcome</html>");
        RecordingServer.answer(404, JSON, "{}");

        await(central("default").delete(SEATTLE));

        assertThat(RecordingServer.recorded()).extracting(Recorded::method).containsExactly("DELETE", "DELETE", "GET");
    }

    @Test
    void aDeleteThatSomebodyElseMayHaveAnsweredIsAnErrorIfTheOrganizationIsStillThere() {
        RecordingServer.answer(200, "text/html", "<html>Welcome</html>");
        RecordingServer.answer(200, "text/html", "<html>Welcome</html>");
        RecordingServer.answer(200, JSON, "{\"id\":\"seattle\",\"displayName\":\"Seattle\"}");

        assertThatThrownBy(() -> await(central("default").delete(SEATTLE)))
                .isInstanceOfSatisfying(
                        CentralException.class, e -> assertThat(e.kind()).isEqualTo(CentralException.Kind.UNREADABLE));
    }

    @Test
    void whatIsNotJsonAndCannotBeSeenEitherIsAnErrorThatShowsWhatWasThereAndNoOutage() {
        for (int i = 0; i < 4; i++) {
            RecordingServer.answer(200, "text/html", "<html>Welcome</html>");
        }

        assertThatThrownBy(() -> await(central("default").create(SEATTLE, "Seattle", Optional.empty())))
                .isInstanceOfSatisfying(
                        CentralException.class, e -> assertThat(e.kind()).isEqualTo(CentralException.Kind.UNREADABLE))
                .hasMessage("IoT Central answered with something that is not JSON: <html>Welcome</html>");
        assertThat(RecordingServer.recorded())
                .extracting(Recorded::method)
                .as("each at most once more")
                .containsExactly("PUT", "PUT", "GET", "GET");
        assertThat(central("default").isUsable()).isTrue();
    }

    @Test
    void whatCanNeverBeReadDoesNotOpenTheCircuit() {
        Central central = central("newer");
        for (int i = 0; i < 25; i++) {
            RecordingServer.answer(200, JSON, "{}");
            RecordingServer.answer(200, JSON, "{}");
            assertThatThrownBy(() -> await(central.get(SEATTLE)))
                    .hasMessage("IoT Central answered with an organization without an id: {}");
        }
        RecordingServer.answer(200, JSON, "{\"id\":\"seattle\",\"displayName\":\"Seattle\"}");

        assertThat(await(central.get(SEATTLE)).displayName()).isEqualTo("Seattle");
    }

    @Test
    void oneStrangeItemDoesNotMakeAListUnreadable() {
        RecordingServer.answer(
                200,
                JSON,
                "{\"value\":[{\"id\":\"a1\",\"displayName\":\"A\"},{\"displayName\":\"B\"},7,{\"id\":\"c3\",\"displayName\":[]}]}");

        Listing listing = await(central("default").list());

        assertThat(listing.organizations())
                .extracting(organization -> organization.id().value())
                .containsExactly("a1", "c3");
        assertThat(listing.unreadable())
                .containsEntry(
                        new OrganizationId("c3"), "'displayName' that is no text: {\"id\":\"c3\",\"displayName\":[]}");
        assertThat(listing.nameless())
                .containsExactly(
                        "an organization without an id: {\"displayName\":\"B\"}", "an organization without an id: 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://x.example/api/organizations", "?$skiptoken=b", "?$skiptoken=b&api-version=1"})
    void aListThatLeadsBackToItselfIsAnErrorAtSecondSight(String link) {
        String page = "{\"value\":[],\"nextLink\":\"%s\"}";
        RecordingServer.answer(200, JSON, page.formatted("?$skiptoken=a"));
        RecordingServer.answer(200, JSON, page.formatted("?$skiptoken=b"));
        RecordingServer.answer(200, JSON, page.formatted(link.isEmpty() ? "?$skiptoken=a" : link));

        assertThatThrownBy(() -> await(central("default").list()))
                .hasMessage("IoT Central answered with a list that does not end");
        assertThat(RecordingServer.recorded()).hasSize(3);
    }

    @Test
    void aRequestSaysWhoAsksAndHasAnIdOfItsOwnWhichAFailureKnows() {
        RecordingServer.header("User-Agent");
        RecordingServer.answer(200, JSON, "{\"id\":\"seattle\"}");
        RecordingServer.answer(422, JSON, "{\"error\":{\"code\":\"InvalidBody\",\"requestId\":\"1a2b\"}}");
        await(central("default").get(SEATTLE));
        LogLines log = new LogLines("dev.orgrelay.central");
        Throwable failure = catchThrowable(() -> await(central("default").delete(SEATTLE)));
        log.close();

        List<String> ids = RecordingServer.header("x-ms-client-request-id");
        assertThat(log.with("x-ms-client-request-id " + ids.get(1))).hasSize(1);
        assertThat(ids).hasSize(2).doesNotHaveDuplicates().allSatisfy(id -> assertThat(UUID.fromString(id))
                .extracting(UUID::version, UUID::variant)
                .containsExactly(4, 2));
        assertThat(failure).isInstanceOfSatisfying(CentralException.class, known -> assertThat(known.support())
                .contains("x-ms-client-request-id " + ids.get(1) + ", request 1a2b"));
    }

    @Test
    void aRequestNamesTheProgramAndItsVersion() {
        RecordingServer.header("User-Agent");
        RecordingServer.answer(200, JSON, "{\"id\":\"seattle\"}");
        await(central("default").get(SEATTLE));

        assertThat(RecordingServer.header("User-Agent"))
                .singleElement()
                .asString()
                .matches("orgrelay/\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void aRedirectIsNotFollowed() {
        for (int i = 0; i < 5; i++) {
            RecordingServer.answer(302, "", "");
        }
        assertThatThrownBy(() -> await(central("impatient").get(SEATTLE)))
                .isInstanceOf(CentralException.class)
                .hasMessage("IoT Central answered 302");
    }

    @ParameterizedTest
    @CsvSource({"identified, identity", "registered, registration"})
    void anAccessTokenIsAskedForOnceAndSentAsBearer(String application, String issuer) {
        for (int i = 0; i < 3; i++) {
            RecordingServer.answer(200, JSON, "{\"id\":\"seattle\"}");
            await(central(application).get(SEATTLE));
        }

        assertThat(RecordingServer.recorded())
                .extracting(Recorded::authorization)
                .hasSize(3)
                .allMatch(value -> value.matches("Bearer " + issuer + "\\d"))
                .satisfies(values -> assertThat(Set.copyOf(values)).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused-identified", "refused-registered"})
    void anAccessTokenThatIsRefusedIsReplacedOnceAndTheCallMadeOnceMore(String application) {
        RecordingServer.answer(401, JSON, "{}");
        RecordingServer.answer(200, JSON, "{\"id\":\"seattle\"}");
        await(central(application).get(SEATTLE));
        RecordingServer.answer(401, JSON, "{}");
        assertThatThrownBy(() -> await(central(application).get(SEATTLE))).hasMessage("IoT Central answered 401");

        List<String> sent =
                RecordingServer.recorded().stream().map(Recorded::authorization).toList();
        assertThat(sent).hasSize(3);
        assertThat(sent.get(0)).startsWith("Bearer ").isNotEqualTo(sent.get(1));
        assertThat(sent.get(2)).as("which nobody replaces again at once").isEqualTo(sent.get(1));
    }

    @Test
    void withoutAnAccessTokenTheApplicationIsNotCalledAndItsConditionSaysWhy() {
        assertThatThrownBy(() -> await(central("astray").get(SEATTLE)))
                .isInstanceOfSatisfying(
                        CentralException.class, e -> assertThat(e.kind()).isEqualTo(CentralException.Kind.UNREACHABLE))
                .hasMessageStartingWith(
                        "there is no access token for IoT Central: the token endpoint cannot be reached");

        assertThat(RecordingServer.recorded()).isEmpty();
        assertThat(central("astray").state().toString()).contains("there is no access token for IoT Central");
        assertThat(central("astray").isUsable()).isFalse();
        assertThat(central("default").isUsable()).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Recorded patch(String version, String body) {
        return new Recorded(
                "PATCH",
                "/api/organizations/seattle?api-version=" + version,
                AUTHORIZATION,
                "application/merge-patch+json",
                body);
    }

    private Central central(String application) {
        return applications.named(application).orElseThrow();
    }

    private static <T> T await(io.smallrye.mutiny.Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(40));
    }
}
