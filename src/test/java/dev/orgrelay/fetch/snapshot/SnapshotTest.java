package dev.orgrelay.fetch.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.fetch.snapshot.PagingServer.Reply;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

    private static final String KEY = "orgrelay.sources.hr.";
    private static final String TOP = "{\"id\":\"top\",\"name\":\"Top\"}";
    private static final String LEFT = "{\"id\":\"left\",\"name\":\"Left\",\"parent\":\"top\"}";
    private static final String RIGHT = "{\"id\":\"right\",\"name\":\"Right\",\"parent\":\"top\"}";
    private static final String ALL = "top \"Top\" under nobody, left \"Left\" under top, right \"Right\" under top";

    private PagingServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void onePageIsTheWhole() throws Exception {
        serve(target -> Reply.json("[" + TOP + "," + LEFT + "," + RIGHT + "]"));

        assertThat(take("/units", "")).isEqualTo(ALL);
        assertThat(server.asked).containsExactly("/units");
        assertThat(server.credentials).containsExactly("Bearer secret");
    }

    @Test
    void whatNobodySeesAtEitherEndIsNoPartOfAnIdOrAName() throws Exception {
        serve(target -> Reply.json("[{\"id\":\"\\u00a0top \",\"name\":\" Top\\t\"},"
                + "{\"id\":\"\\ufeffleft\",\"name\":\"Left\\r\",\"parent\":\"top\\u200b\"}," + RIGHT + "]"));

        assertThat(take("/units", "")).isEqualTo(ALL);
    }

    @Test
    void aLinkInTheBodyLeadsOn() throws Exception {
        pages(
                "/units",
                "{\"data\":[" + TOP + "],\"paging\":{\"next\":\"/units?after=2\"}}",
                "/units?after=2",
                "{\"data\":[],\"paging\":{\"next\":\"?after=3\"}}",
                "/units?after=3",
                "{\"data\":[" + LEFT + "," + RIGHT + "],\"paging\":{\"next\":null}}");

        assertThat(take("/units", "items=data\npaging=next-link\nnext=paging.next"))
                .isEqualTo(ALL);
        assertThat(server.asked).containsExactly("/units", "/units?after=2", "/units?after=3");
        assertThat(server.credentials).containsOnly("Bearer secret");
    }

    @Test
    void aNameWithADotIsFoundAsItIs() throws Exception {
        serve(target -> Reply.json(
                target.equals("/units")
                        ? "{\"value\":[" + TOP + "],\"@odata.nextLink\":\"" + server.url("/units?$skiptoken=x%2Fy")
                                + "\"}"
                        : "{\"value\":[" + LEFT + "," + RIGHT + "]}"));

        assertThat(take("/units", "items=value\npaging=next-link\nnext=@odata.nextLink"))
                .isEqualTo(ALL);
    }

    @Test
    void aLinkInTheHeaderLeadsOn() throws Exception {
        serve(target -> target.equals("/units?page=2")
                ? Reply.json("[" + LEFT + "," + RIGHT + "]").link("</units>; rel=\"first\"")
                : Reply.json("[" + TOP + "]")
                        .link("<" + server.url("/units?page=9") + ">; rel=last, <" + server.url("/units?page=2")
                                + ">; title=\"a, b; rel=next\"; rel=\"up next\""));

        assertThat(take("/units", "paging=link-header")).isEqualTo(ALL);
    }

    @Test
    void aCursorIsSentBack() throws Exception {
        pages(
                "/units?limit=1&after=old",
                "{\"data\":[" + TOP + "],\"meta\":{\"after\":\"a&b=\"}}",
                "/units?limit=1&after=a%26b%3D",
                "{\"data\":[" + LEFT + "],\"meta\":{\"after\":17}}",
                "/units?limit=1&after=17",
                "{\"data\":[" + RIGHT + "],\"meta\":{\"after\":\"\"}}");

        assertThat(take("/units?limit=1&after=old", "items=data\npaging=cursor\nnext=meta.after\nparameter=after"))
                .isEqualTo(ALL);
    }

    @Test
    void pagesAreCountedUntilOneIsEmpty() throws Exception {
        pages(
                "/units?x=1&page=1", "[" + TOP + "," + LEFT + "]",
                "/units?x=1&page=2", "[" + RIGHT + "]",
                "/units?x=1&page=3", "[]");

        assertThat(take("/units?x=1", "paging=page-number\nparameter=page")).isEqualTo(ALL);
        assertThat(server.asked).hasSize(3);
    }

    @Test
    void elementsAreCountedToo() throws Exception {
        pages(
                "/units?$skip=0", "[" + TOP + "," + LEFT + "]",
                "/units?$skip=2", "[" + RIGHT + "]",
                "/units?$skip=4", "[]");

        assertThat(take("/units?$skip=0", "paging=page-number\nparameter=$skip\nfirst-page=0\npage-step=2"))
                .isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"items\":[%s],\"more\":%b}", "{\"items\":[%s],\"more\":2,\"x\":%b}"})
    void aPageTellsWhetherThereAreMore(String page) throws Exception {
        pages(
                "/units?p=1", page.formatted(TOP, true),
                "/units?p=2", page.formatted(LEFT + "," + RIGHT, false));

        assertThat(take("/units", "items=items\npaging=page-number\nparameter=p\nmore=more"))
                .isEqualTo(ALL);
        assertThat(server.asked).hasSize(2);
    }

    @Test
    void whatIsDeletedOrIgnoredIsNotInTheHierarchy() throws Exception {
        serve(target -> Reply.json(
                "[" + TOP + ",{\"id\":\"old\",\"gone\":true},{\"id\":\"other\"}," + LEFT + "," + RIGHT + "]"));

        assertThat(take(
                        "/units",
                        "mapping=body.{'operation': gone ? 'delete' : name ? 'create' : 'ignore', 'id': id,"
                                + " 'displayName': name, 'parent': parent}"))
                .isEqualTo(ALL);
    }

    @Test
    void theMappingOfTheSourceServesWhereTheSnapshotHasNone() throws Exception {
        serve(target -> Reply.json("[" + TOP + "]"));
        Source source = source(Map.of(
                "format", "json",
                "mapping", "{'operation': 'upsert', 'id': body.id, 'displayName': source.prefix & body.name}",
                "constants.prefix", "The ",
                "snapshot.url", server.url("/units")));

        assertThat(text(source.snapshot().orElseThrow().take().organizations()))
                .isEqualTo("top \"The Top\" under nobody");
    }

    @Test
    void eachTenantHasItsOwnHierarchy() throws Exception {
        serve(
                target -> Reply.json(
                        "[{\"id\":\"a1\",\"t\":\"contoso\"},{\"id\":\"b1\",\"t\":\"fabrikam\"},{\"id\":\"a2\",\"t\":\"contoso\"}]"));
        Map<String, List<SnapshotResult.Element>> taken = tenants().take().organizations();

        assertThat(taken.keySet()).containsExactlyInAnyOrder("one", "two");
        assertThat(taken.get("one"))
                .extracting(SnapshotResult.Element::position)
                .containsExactly("page 1, [0]", "page 1, [2]");
        assertThat(text(Map.of("two", taken.get("two")))).isEqualTo("b1 \"b1\" under nobody");
    }

    @Test
    void anUnknownTenantSpoilsTheWhole() {
        serve(target -> Reply.json("[{\"id\":\"a1\",\"t\":\"contoso\"},{\"id\":\"b1\",\"t\":\"nobody\"}]"));

        assertThatThrownBy(() -> tenants().take())
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("page 1, [1]: tenant 'nobody' has no application");
    }

    @Test
    void itIsAsOldAsItsFirstPage() throws Exception {
        Instant[] lastAsked = new Instant[1];
        serve(target -> {
            lastAsked[0] = Instant.now();
            return Reply.json("[" + TOP + "]");
        });
        Instant before = Instant.now();

        assertThat(snapshot("/units", "").take().readAt()).isBetween(before, lastAsked[0]);
    }

    static Stream<Arguments> troubles() {
        String items = "items=data\npaging=next-link\nnext=next\n";
        return Stream.of(
                Arguments.of(items, Reply.status(500), "page 3: it was answered with 500"),
                Arguments.of(items, Reply.status(401), "page 3: it was answered with 401"),
                Arguments.of(items, Reply.status(302), "page 3: it was answered with 302"),
                Arguments.of(items, Reply.status(206), "page 3: it was answered with 206"),
                Arguments.of(items, Reply.json(""), "page 3: unreadable JSON: there is nothing"),
                Arguments.of(items, Reply.json("<html>"), "page 3: unreadable JSON"),
                Arguments.of(items, Reply.json("{\"data\":[" + RIGHT), "page 3: unreadable JSON"),
                Arguments.of(items, Reply.json("{\"data\":[" + RIGHT + "]}").truncated(), "page 3: it failed: "),
                Arguments.of(items, Reply.json("{\"data\":[" + RIGHT + ",").endless(), "the snapshot was not complete"),
                Arguments.of(items, latin1(), "page 3: unreadable JSON: the bytes are not valid UTF-8"),
                Arguments.of(items, Reply.json("{\"error\":\"busy\"}"), "page 3: there is no array at 'data'"),
                Arguments.of(items, Reply.json("{\"data\":null}"), "page 3: there is no array at 'data'"),
                Arguments.of(items, Reply.json("{\"data\":{\"id\":1}}"), "page 3: there is no array at 'data'"),
                Arguments.of(items, Reply.json("{\"data\":[],\"next\":\"/units\"}"), "page 4: it was read before"),
                Arguments.of(items, Reply.json("{\"data\":[],\"next\":7}"), "page 3: 'next' is no text"),
                Arguments.of(
                        items,
                        Reply.json("{\"data\":[],\"next\":\"http:// x\"}"),
                        "page 3: the link to the next page leads to an"),
                Arguments.of(
                        items, Reply.json("{\"data\":[" + LEFT + "],\"next\":\"/more\"}"), "page 3: it is the same as"),
                Arguments.of(
                        items,
                        next("https://elsewhere.example/units"),
                        "page 3: the link to the next page leads to an"),
                Arguments.of(
                        items, next("//elsewhere.example/units"), "page 3: the link to the next page leads to another"),
                Arguments.of(
                        items, next("http://127.0.0.1:1/units"), "page 3: the link to the next page leads to another"),
                Arguments.of(
                        items, next("http://me@127.0.0.1:PORT/units"), "page 3: the link to the next page leads to an"),
                Arguments.of(
                        items, next("file:///etc/passwd"), "page 3: the link to the next page leads to another host"),
                Arguments.of(
                        items, next("mailto:me@example.com"), "page 3: the link to the next page leads to another"),
                Arguments.of(
                        items,
                        Reply.json("{\"data\":[{\"name\":\"x\"}]}"),
                        "page 3, [0]: the mapping names no organization"),
                Arguments.of(items, Reply.json("{\"data\":[{\"id\":\"x1\"}]}"), "page 3, [0]: displayName is missing"),
                Arguments.of(items, Reply.json("{\"data\":[7]}"), "page 3, [0]: the mapping names no organization"),
                Arguments.of(items, Reply.json("{\"data\":[{\"id\":[]}]}"), "page 3, [0]: id is an array"),
                Arguments.of(
                        items,
                        Reply.json("{\"data\":[{\"id\":\"a1\",\"name\":\"A\",\"parent\":\"a1\"}]}"),
                        "page 3, [0]: 'a1' cannot be its own parent"),
                Arguments.of(
                        items + "max-pages=2", Reply.json("{\"data\":[]}"), "page 3: there are more than 2 pages"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void aHalfOfItIsNothing(String settings, Reply third, String reason) {
        serve(target -> switch (target) {
            case "/units" -> Reply.json("{\"data\":[" + TOP + "],\"next\":\"/units/2\"}");
            case "/units/2" -> Reply.json("{\"data\":[" + LEFT + "],\"next\":\"/units/3\"}");
            default -> third;
        });
        boolean isEndless = third.missing() < 0;

        assertThatThrownBy(() -> take("/units", settings + (isEndless ? "\ntimeout=2s" : "")))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(reason)
                .hasMessageStartingWith("the snapshot of 'hr' cannot be used: ")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("secret");
        assertThat(server.asked).noneMatch(target -> target.contains("elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refetch", "resync", "upsert", "update"})
    void anElementMustBeAWholeOrganization(String operation) {
        serve(target -> Reply.json("[" + TOP + ",{\"id\":\"left\"}]"));

        assertThatThrownBy(() -> take(
                        "/units",
                        "mapping=body.{'operation': name ? 'create' : '" + operation
                                + "', 'id': id, 'displayName': name}"))
                .hasMessageContaining("page 1, [1]: the mapping makes an incomplete " + operation + " of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"id\":\"x\",\"gone\":true}]"})
    void anEmptySnapshotIsAnError(String body) {
        serve(target -> Reply.json(body));

        assertThatThrownBy(() -> take("/units", "mapping=body[gone = false]"))
                .hasMessage("the snapshot of 'hr' cannot be used: there is no organization in it,"
                        + " which is never taken for 'delete everything'");
    }

    @Test
    void aSenderThatDoesNotKnowTheParameterIsFoundOut() {
        serve(target -> Reply.json("[" + TOP + "]"));

        assertThatThrownBy(() -> take("/units", "paging=page-number\nparameter=side"))
                .hasMessageContaining("page 2: it is the same as one before, so the sender does not turn the pages");
    }

    @Test
    void aPageThatDoesNotSayWhetherThereAreMoreIsNoPage() {
        serve(target -> Reply.json("{\"items\":[" + TOP + "]}"));

        assertThatThrownBy(() -> take("/units", "items=items\npaging=page-number\nparameter=page\nmore=meta.more"))
                .hasMessageContaining("page 1: 'meta.more' is neither true nor false nor the number of all pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"units; rel=next", "</units?2>; rel=next, </units?3>; rel=next", "</units?2; rel=next"})
    void aLinkHeaderThatIsNotClearIsNotFollowed(String link) {
        serve(target -> Reply.json("[" + TOP + "]").link(link));

        assertThatThrownBy(() -> take("/units", "paging=link-header"))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("page 1: the header Link");
    }

    @Test
    void allElementsThatCannotBeMappedAreNamed() {
        serve(target -> Reply.json("[{},{}," + TOP + ",{},{},{},{},{},{},{},{},{},{}]"));

        assertThatThrownBy(() -> take("/units", ""))
                .hasMessageContaining("page 1, [0]: ")
                .hasMessageContaining("page 1, [1]: ")
                .hasMessageContaining("page 1, [3]: ")
                .hasMessageEndingWith("; and 2 more");
    }

    @Test
    void whereNothingFitsNotEverythingIsTried() {
        serve(target -> Reply.json("[" + "{},".repeat(999) + "{}]"));

        assertThatThrownBy(() -> take("/units", "")).hasMessageEndingWith("; and at least 190 more");
    }

    @Test
    void tenMebibytesAreTheMost() {
        String page = "{\"data\":[],\"next\":\"%s\",\"x\":\"" + "x".repeat(4 << 20) + "\"}";
        serve(target -> Reply.json(page.formatted("/" + server.asked.size())));

        assertThatThrownBy(() -> take("/units", "items=data\npaging=next-link\nnext=next"))
                .hasMessageContaining("page 3: all pages together are larger than 10485760 bytes");
    }

    @Test
    void tenThousandOrganizationsAreTheMost() throws Exception {
        String elements = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"id\":\"u" + i + "\",\"name\":\"U\"}")
                .collect(Collectors.joining(","));
        serve(target -> Reply.json(target.equals("/units") ? "[" + elements + "]" : "[" + elements + "," + TOP + "]"));

        assertThat(snapshot("/units", "").take().organizations().get("default")).hasSize(10_000);
        assertThatThrownBy(() -> take("/more", "")).hasMessageContaining("there are more than 10000 organizations");
    }

    @Test
    void nobodyThereIsAnErrorToo() {
        serve(target -> Reply.json("[]"));
        server.close();

        assertThatThrownBy(() -> take("/units", ""))
                .hasMessageContaining("page 1: it failed: nobody could be reached there");
    }

    private void serve(Function<String, Reply> replies) {
        server = new PagingServer(replies);
    }

    /** @param targetsAndBodies by turns */
    private void pages(String... targetsAndBodies) {
        Map<String, String> bodies = new HashMap<>();
        for (int i = 0; i < targetsAndBodies.length; i += 2) {
            bodies.put(targetsAndBodies[i], targetsAndBodies[i + 1]);
        }
        serve(target -> bodies.containsKey(target) ? Reply.json(bodies.get(target)) : Reply.status(404));
    }

    private static Reply latin1() {
        return new Reply(200, "{\"data\":[{\"name\":\"Köln\"}]}".getBytes(StandardCharsets.ISO_8859_1), Map.of(), 0);
    }

    private static Reply next(String link) {
        return Reply.json("{\"data\":[" + RIGHT + "],\"next\":\"" + link + "\"}");
    }

    private String take(String target, String lines) throws SnapshotException {
        return text(snapshot(target, lines).take().organizations());
    }

    private Snapshot snapshot(String target, String lines) {
        Map<String, String> settings = new HashMap<>();
        settings.put("snapshot.url", server.url(target));
        settings.put("snapshot.headers.authorization", "Bearer secret");
        settings.put(
                "snapshot.mapping",
                "body.{'operation': 'create', 'id': id, 'displayName': name, 'parent': parent ? parent : null}");
        lines.lines().filter(line -> !line.isEmpty()).forEach(line -> {
            int equals = line.indexOf('=');
            settings.put("snapshot." + line.substring(0, equals), line.substring(equals + 1));
        });
        return source(settings).snapshot().orElseThrow();
    }

    private Snapshot tenants() {
        return source(Map.of(
                        "format", "json",
                        "mapping", "body",
                        "tenants.contoso", "one",
                        "tenants.fabrikam", "two",
                        "snapshot.url", server.url("/units"),
                        "snapshot.mapping", "body.{'operation': 'create', 'id': id, 'displayName': id, 'tenant': t}"))
                .snapshot()
                .orElseThrow();
    }

    private static Source source(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put(KEY + "authentication.scheme", "dangerous-none");
        settings.forEach((key, value) -> properties.put(KEY + key, value));
        Sources sources = ConfiguredSources.of(properties);
        assertThat(sources.mistakes()).isEmpty();
        return sources.named("hr").orElseThrow();
    }

    private static String text(Map<String, List<SnapshotResult.Element>> organizations) {
        return organizations.values().stream()
                .flatMap(List::stream)
                .map(SnapshotResult.Element::organization)
                .map(create -> create.organization() + " \"" + create.name() + "\" under "
                        + create.parent().map(OrganizationId::value).orElse("nobody"))
                .collect(Collectors.joining(", "));
    }
}
