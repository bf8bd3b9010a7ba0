package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many groups, with names that are rare, long, or nearly the same. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class ScimManyGroupsTest {

    private static final int GROUPS = Boolean.getBoolean("test.long") ? 1_000 : 60;
    private static final int READS = Boolean.getBoolean("test.long") ? 1_500 : 100;
    private static final ScimClient CLIENT = ScimClient.of("many");

    /** Composed and not, from right to left, of two halves, of families, with marks, of letters that grow in upper case. */
    private static final List<String> ODD = List.of(
            "Zürich",
            "Zu\u0308rich",
            "مصنع",
            "\u05D0\u200F\u05D1",
            "𝕊𝕔𝕚𝕞",
            "👩‍👩‍👧‍👦 family",
            "Z̸a̶l̷g̵o",
            "STRASSE",
            "straße",
            "İstanbul",
            "ﬁn",
            "工場",
            "quote\"back\\slash",
            "slash/colon:semi;",
            "tab-free\u00A0space",
            "a".repeat(490));

    @BeforeEach
    void reset() {
        SandboxControl.reset();
        SandboxControl.limits("{\"organizations\":5000,\"requestsPerSecond\":0}");
    }

    /** IoT Central has the last word on the length of names. */
    @Test
    void aNameThatIsRefusedIsNoGroup() {
        String name = ScimClient.name("b".repeat(600));
        ScimClient.request()
                .body("{\"displayName\":\"" + name + "\"}")
                .post(CLIENT.groups())
                .then()
                .statusCode(400)
                .body("status", equalTo("400"));
        ScimClient.request()
                .queryParam("filter", "displayName eq \"" + name + "\"")
                .get(CLIENT.groups())
                .then()
                .body("totalResults", equalTo(0));
    }

    @Test
    void eachNameIsFoundAgainAndGivenBackAsItWas() {
        for (String odd : ODD) {
            String name = ScimClient.name(odd);
            String id = ScimClient.request()
                    .contentType("application/scim+json; charset=utf-8")
                    .body(JsonNodeFactory.instance
                            .objectNode()
                            .put("displayName", name)
                            .toString())
                    .post(CLIENT.groups())
                    .then()
                    .statusCode(201)
                    .body("displayName", equalTo(name))
                    .extract()
                    .path("id");
            ScimClient.request()
                    .queryParam("filter", "displayName eq " + JsonNodeFactory.instance.textNode(name))
                    .get(CLIENT.groups())
                    .then()
                    .body("Resources.id", equalTo(List.of(id)))
                    .body("Resources[0].displayName", equalTo(name));
        }
    }

    @Test
    void manyAreListedInPagesAndReadsCostNoCallEach() {
        String family = ScimClient.name("Many");
        Set<String> made = new HashSet<>();
        long begun = System.nanoTime();
        for (int i = 0; i < GROUPS; i++) {
            made.add(CLIENT.create("{\"displayName\":\"" + family + " " + i + "\",\"externalId\":\"all the same\"}"));
        }
        double making = (System.nanoTime() - begun) / 1e9;
        assertThat(made).hasSize(GROUPS);
        List<String> listed = new ArrayList<>();
        for (int start = 1; start <= GROUPS; start += 25) {
            JsonPath page = ScimClient.request()
                    .queryParam("filter", "displayName sw \"" + family + " \"")
                    .queryParam("startIndex", start)
                    .queryParam("count", 25)
                    .get(CLIENT.groups())
                    .then()
                    .body("totalResults", equalTo(GROUPS))
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("Resources.id"));
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);

        int before = SandboxControl.requests().get("list");
        LongAccumulator slowest = new LongAccumulator(Math::max, 0);
        long start = System.nanoTime();
        List<CompletableFuture<Void>> readers = IntStream.range(0, 5)
                .mapToObj(reader -> CompletableFuture.runAsync(() -> IntStream.range(0, READS / 5)
                        .forEach(i -> slowest.accumulate(ScimClient.request()
                                .queryParam("filter", "displayName eq \"" + family + " " + i % GROUPS + "\"")
                                .get(CLIENT.groups())
                                .then()
                                .body("Resources", hasSize(1))
                                .extract()
                                .time()))))
                .toList();
        readers.forEach(CompletableFuture::join);
        double seconds = (System.nanoTime() - start) / 1e9;
        int lists = SandboxControl.requests().get("list") - before;
        String figures = "%d groups made in %.0f s; %d reads in %.0f s, slowest %d ms; %d lists"
                .formatted(GROUPS, making, READS, seconds, slowest.get(), lists);
        System.out.println(figures);
        assertThat(lists).as(figures).isLessThanOrEqualTo((int) (seconds / 3) + 2);
    }

    @Test
    void tenThousandMembersAreGivenBack() {
        String members = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"value\":\"8aa1a0c0-c4c3-4bc0-b4a5-" + String.format("%012d", i) + "\"}")
                .collect(Collectors.joining(","));
        String id =
                CLIENT.create("{\"displayName\":\"" + ScimClient.name("Large") + "\",\"members\":[" + members + "]}");
        List<Map<String, String>> found = CLIENT.get(id).extract().path("members");
        assertThat(found).hasSize(10_000);
        CLIENT.patch(id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"one more\"}]}")
                .statusCode(400)
                .body("scimType", equalTo("tooMany"));
        CLIENT.patch(id, "{\"op\":\"remove\",\"path\":\"members\"}").statusCode(204);
        CLIENT.patch(id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"one more\"}]}")
                .statusCode(204);
        CLIENT.get(id).body("members.value", equalTo(List.of("one more")));
    }
}
