package dev.orgrelay;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.orgrelay.ConsoleVisitor.Hand;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators and integrators do in the console, with a real browser and the packaged program. Each task takes at most four clicks from the overview. */
@EnabledIf(value = "dev.orgrelay.ConsoleVisitor#isPossible", disabledReason = "there is no Chromium on this machine")
class ConsoleIT {

    private static final String OPERATOR = "a key of the operator";
    private static final String READER = "a key of the reader";
    private static final String SECRET = "a-secret-of-a-source";
    private static final String SCREENSHOTS = System.getProperty("console.screenshots");
    private static final List<String> VIEWS = List.of(
            "overview",
            "organizations",
            "organizations/seattle",
            "deliveries",
            "workbench?source=hr&delivery=",
            "plan",
            "dead-letters",
            "waiting");

    private static final String MAPPING =
            "body.{\"operation\": op, \"id\": id, \"displayName\": name, \"parent\": parent,"
                    + " \"eventId\": event, \"occurredAt\": at}";

    @TempDir
    static Path directory;

    private static Process process;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        port = PackagedApplication.freePort();
        process = run(port, "console", "on");
        send("hr", "us", "United States", null);
        send("hr", "washington", "Washington", "us");
        send("hr", "oregon", "Oregon", "us");
        send("hr", "seattle", "Seattle", "washington");
        send("hr", "seattle", "Seattle Sales", "washington");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @ParameterizedTest
    @EnumSource
    void findsWhyAnOrganizationHasItsName(Hand hand) {
        does(hand, visitor -> {
            visitor.click(visitor.view("Organizations"));
            visitor.click(treeItem(visitor, "Seattle Sales"));
            Locator history = visitor.page().locator("organization-history");
            assertThat(history.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName("Seattle Sales")))
                    .isVisible();
            assertThat(history.locator("tr").filter(new Locator.FilterOptions().setHasText("Name")))
                    .containsText("hr, event");
            visitor.click(history.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("The delivery"))
                    .first());
            assertThat(visitor.page().locator(".timeline")).containsText("/api/organizations/seattle");
        });
    }

    @ParameterizedTest
    @EnumSource
    void findsYesterdaysRefusedDeliveriesOfOneSource(Hand hand) {
        send("limited", "us", "Another name", null);
        does(hand, visitor -> {
            Page page = visitor.page();
            visitor.click(visitor.view("Deliveries"));
            visitor.choose(page.getByLabel("Source"), "limited");
            visitor.click(visitor.button("refused"));
            assertThat(page.locator("table.rows tbody tr").first()).containsText("may not");
            visitor.choose(page.getByLabel("Received"), "yesterday");
            assertThat(page.getByText("No delivery matches")).isVisible();
            assertThat(page.url()).contains("source=limited", "outcome=refused", "since=", "until=");
        });
    }

    @ParameterizedTest
    @EnumSource
    void replaysTwentyDeadLetters(Hand hand) {
        String prefix = "dl-" + hand.name().toLowerCase() + "-";
        faults("[{\"match\":\"PUT /api/organizations/" + prefix + "\",\"status\":422}]");
        IntStream.range(0, 20).forEach(i -> send("letters", prefix + i, "Letter " + i, null));
        faults("[]");
        does(hand, visitor -> {
            Page page = visitor.page();
            visitor.click(visitor.view("Dead letters"));
            visitor.choose(page.getByLabel("Source"), "letters");
            assertThat(page.locator("table.rows tbody tr")).hasCount(20);
            visitor.click(page.getByLabel("Select all"));
            visitor.click(visitor.button("Replay"));
            assertThat(page.locator(".bulk [role=status]")).containsText("applied 20");
        });
        operator().get("/api/organizations/" + prefix + "19").then().statusCode(200);
    }

    @ParameterizedTest
    @EnumSource
    void mendsAMappingAndSeesTheResult(Hand hand) {
        does(hand, visitor -> {
            Page page = visitor.page();
            visitor.click(visitor.view("Workbench"));
            visitor.choose(page.getByLabel("Source"), "source=hr");
            visitor.type(page.getByLabel("Message"), "{\"op\": \"upsert\", \"id\": 42, \"title\": \"Sales\"}");
            visitor.type(page.getByLabel("Mapping"), "body.{\n  \"operation\": op +\n}");
            assertThat(page.locator(".result")).containsText(Pattern.compile("line \\d+, column \\d+"));
            visitor.type(
                    page.getByLabel("Mapping"), "body.{\n  \"operation\": op, \"id\": id, \"displayName\": title\n}");
            assertThat(page.locator(".result")).containsText("upsert 42 as “Sales”");
            assertThat(page.locator(".difference .added").first()).isVisible();
        });
    }

    @ParameterizedTest
    @EnumSource
    void plansAFileAndAppliesIt(Hand hand) throws IOException {
        String id = "csv-" + hand.name().toLowerCase();
        Path file = Files.writeString(
                directory.resolve(id + ".csv"),
                "id,displayName,parent\n" + id + ",From a file,\n" + id + "-1,Below,\"" + id + "\"\n");
        does(hand, visitor -> {
            Page page = visitor.page();
            visitor.click(visitor.view("Plan"));
            visitor.take(page.locator("input[type=file]"), file);
            assertThat(treeItem(visitor, "From a file, create")).isVisible();
            visitor.click(visitor.button("Apply"));
            assertThat(page.locator(".progress")).containsText("Done");
        });
        operator().get("/api/organizations/" + id + "-1").then().statusCode(200);
    }

    @ParameterizedTest
    @EnumSource
    void releasesHeldDeletes(Hand hand) throws IOException {
        String root = "held-" + hand.name().toLowerCase();
        IntStream.range(0, 4)
                .forEach(i -> send("hr", i == 0 ? root : root + "-" + i, "Held " + i, i == 0 ? null : root));
        Path file = Files.writeString(
                directory.resolve(root + ".json"), "[{\"id\": \"" + root + "\", \"displayName\": \"Held 0\"}]");
        operator()
                .contentType("application/json")
                .body(Files.readAllBytes(file))
                .post("/api/reconcile?policy=sync&scope=" + root)
                .then()
                .statusCode(200);
        does(hand, visitor -> {
            Page page = visitor.page();
            visitor.click(visitor.link("look at the plan"));
            visitor.take(page.locator("input[type=file]"), file);
            Locator held = page.locator("held-deletes");
            assertThat(held).containsText("3 deletes held");
            Locator release = held.getByRole(
                    AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("Release [0-9a-f]{16}")));
            assertThat(release).isDisabled();
            visitor.type(held.getByRole(AriaRole.TEXTBOX), "3");
            visitor.click(release);
            assertThat(page.locator(".progress")).containsText("3 deleted");
        });
        operator().get("/api/organizations/" + root + "-1").then().statusCode(404);
    }

    @ParameterizedTest
    @EnumSource
    void seesThatAnApplicationIsDownAndSinceWhen(Hand hand) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            send("far", "elsewhere-" + System.nanoTime(), "Elsewhere", null);
            return operator()
                    .get("/api/status")
                    .jsonPath()
                    .getString("applications.find { it.name == 'east' }.state")
                    .equals("circuit-open");
        });
        does(hand, visitor -> {
            Locator next = visitor.page().locator(".next");
            assertThat(next)
                    .containsText(Pattern.compile("east is down \\(circuit-open\\) since (just now|\\d+ s ago)"));
            visitor.click(next.getByText("see what waits for it"));
            assertThat(visitor.page().locator("table.rows tbody tr").first()).containsText("elsewhere");
        });
    }

    @ParameterizedTest
    @EnumSource
    void connectsTheCommandThatIsShown(Hand hand) throws Exception {
        String[] command = new String[1];
        does(hand, visitor -> {
            visitor.click(visitor.view("Organizations"));
            visitor.click(visitor.button("Copy"));
            assertThat(visitor.button("Copied")).isVisible();
            command[0] = visitor.page().locator(".command").innerText();
        });
        assertThat(command[0]).startsWith("curl ").doesNotContain(OPERATOR);
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command[0]);
        shell.environment().put("ORGRELAY_OPERATOR_KEY", OPERATOR);
        Process curl = shell.start();
        String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).contains("\"id\":\"seattle\"");
    }

    @Test
    void readOnlyShowsNothingThatChangesAndIsKeptByTheServer() throws Exception {
        int own = PackagedApplication.freePort();
        Process readOnly = run(own, "read-only", "read-only");
        try (ConsoleVisitor visitor = visit(own, Hand.MOUSE).withKey(OPERATOR)) {
            assertThat(visitor.page().locator(".bar")).containsText("read-only");
            for (String change : List.of("PUT", "DELETE")) {
                assertThat(fetched(visitor, change, "organizations/ro-1", "{\"displayName\": \"One\"}"))
                        .isEqualTo(403);
            }
            assertThat(fetched(visitor, "PUT", "organizations/ro-1?dryRun=true", "{\"displayName\": \"One\"}"))
                    .isEqualTo(200);
            assertThat(fetched(visitor, "POST", "plan", "[{\"id\": \"ro-1\", \"displayName\": \"One\"}]"))
                    .isEqualTo(200);
            given().port(own)
                    .header("x-functions-key", OPERATOR)
                    .body("{\"displayName\": \"One\"}")
                    .put("/api/organizations/ro-1")
                    .then()
                    .statusCode(200);
        } finally {
            readOnly.destroy();
        }
    }

    @Test
    void theReaderKeyShowsNothingThatChanges() throws IOException {
        Path file = Files.writeString(
                directory.resolve("reader.json"), "[{\"id\": \"reader\", \"displayName\": \"Reader\"}]");
        try (ConsoleVisitor visitor = visit(port, Hand.MOUSE).withKey(READER)) {
            visitor.click(visitor.view("Plan"));
            visitor.take(visitor.page().locator("input[type=file]"), file);
            assertThat(treeItem(visitor, "Reader, create")).isVisible();
            assertThat(visitor.button("Apply")).hasCount(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsThatTheKeyIsWrong(Hand hand) {
        try (ConsoleVisitor visitor = visit(port, hand)) {
            Page page = visitor.page();
            assertThat(page.getByLabel("Operator key")).hasAttribute("type", "password");
            visitor.type(page.getByLabel("Operator key"), "not the key of anybody");
            visitor.click(visitor.button("Open"));
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("This key is wrong");
            visitor.type(page.getByLabel("Operator key"), OPERATOR);
            visitor.click(visitor.button("Open"));
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
                    .isVisible();
            assertThat(page.evaluate("() => document.cookie + JSON.stringify(localStorage)"))
                    .isEqualTo("{}");
        }
    }

    @Test
    void withoutAKeyConfiguredThePageSaysHowToSetOneAndWhereItIsOffThereIsNone() throws Exception {
        int own = PackagedApplication.freePort();
        Process closed = run(own, "closed", "on", "orgrelay.operator-key=", "orgrelay.reader-key=");
        try (ConsoleVisitor visitor = visit(own, Hand.MOUSE)) {
            assertThat(visitor.page().locator("main")).containsText("orgrelay.operator-key");
            assertThat(visitor.barriers()).isEmpty();
        } finally {
            closed.destroy();
        }
        Process off = run(own, "off", "off");
        try {
            for (String path : List.of("/", "/api/console", "/api/console/", "/api/console/style.css")) {
                given().port(own).get(path).then().statusCode(404);
            }
        } finally {
            off.destroy();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT,1280", "DARK,1280", "LIGHT,390", "DARK,390"})
    void hasNoBarriersAndLooksWell(ColorScheme colours, int width) throws IOException {
        send("limited", "us", "Another name", null);
        try (ConsoleVisitor visitor = visit(port, Hand.MOUSE, colours, width).withKey(OPERATOR)) {
            Page page = visitor.page();
            String delivery = operator()
                    .get("/api/deliveries?source=hr&limit=1")
                    .jsonPath()
                    .getString("value[0].id");
            String letter =
                    operator().get("/api/dead-letters?limit=1").jsonPath().getString("value[0].id");
            List<String> all = new ArrayList<>(VIEWS);
            all.add("deliveries/" + delivery);
            all.add("dead-letters/" + letter);
            for (String view : all) {
                show(page, view.endsWith("=") ? view + delivery : view);
                if (view.equals("plan")) {
                    page.locator("input[type=file]").setInputFiles(planned());
                    page.locator("relay-tree").waitFor();
                }
                assertThat(visitor.barriers()).as(view).isEmpty();
                assertThat((Boolean) page.evaluate(
                                "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                        .as("%s moves sideways", view)
                        .isTrue();
                shoot(page, view, colours, width);
            }
        }
    }

    @Test
    void runsNothingThatAMessageContains() {
        String evil = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>${window.hit=1}";
        String body = "{\"op\":\"upsert\",\"id\":\"evil\",\"name\":" + quoted(evil) + ",\"event\":"
                + quoted(evil + "')") + "}";
        hr("hr", body).then().statusCode(200);
        hr("hr", "{\"op\":\"<script>window.hit=1</script>\u001b[31m\u202e\"}")
                .then()
                .statusCode(400);
        hr("limited", "{\"op\":\"update\",\"id\":\"us\",\"name\":" + quoted(evil) + "}")
                .then()
                .statusCode(200);
        try (ConsoleVisitor visitor = visit(port, Hand.MOUSE).withKey(OPERATOR)) {
            Page page = visitor.page();
            List<String> all = new ArrayList<>(VIEWS);
            all.add("organizations/evil");
            all.add("deliveries?organization=" + "%3Cscript%3Ewindow.hit%3D1%3C%2Fscript%3E");
            all.add("%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E");
            for (String id : ids("/api/deliveries?limit=3")) {
                all.add("deliveries/" + id);
                all.add("workbench?source=hr&delivery=" + id);
            }
            ids("/api/dead-letters?limit=3").forEach(id -> all.add("dead-letters/" + id));
            for (String view : all) {
                show(page, view);
                assertThat(page.evaluate("() => window.hit")).as(view).isNull();
                assertThat(page.locator("main img, main script").count())
                        .as(view)
                        .isZero();
            }
            show(page, "organizations/evil");
            assertThat(page.locator("organization-history h2")).hasText(evil);
            String own = "http://127.0.0.1:" + port + "/";
            assertThat(visitor.requests()).allMatch(url -> url.startsWith(own) || url.startsWith("data:"));
        }
    }

    @Test
    void itsFewFilesAreReadOnceAndKeepToThePolicy() {
        try (ConsoleVisitor visitor = visit(port, Hand.MOUSE).withKey(OPERATOR)) {
            List<String> files = visitor.requests().stream()
                    .filter(url -> url.contains("/api/console/"))
                    .toList();
            assertThat(files).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(30);
            files.forEach(url -> assertThat(given().get(url).getHeader("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self' 'sha256-")
                    .doesNotContain("unsafe-"));
        }
    }

    /** Medians, once everything is warm: on a busy machine a single one says nothing. */
    @Test
    void twoHundredOrganizationsAndAThousandDeliveriesAreThereAtOnce() {
        try (ConsoleVisitor visitor = visit(port, Hand.MOUSE).withKey(OPERATOR)) {
            Page page = visitor.page();
            show(page, "organizations");
            double organizations = median(
                    page,
                    "relay-organizations",
                    "Array.from({length: 200}, (_, i) => ({id: 'o-' + i,"
                            + " displayName: 'Organization ' + i, parent: i > 4 ? 'o-' + Math.floor((i - 5) / 5) : undefined}))");
            assertThat(page.locator("[role=treeitem]").count()).isEqualTo(200);
            show(page, "deliveries");
            double deliveries = median(
                    page,
                    "relay-deliveries",
                    "Array.from({length: 1000}, (_, i) => ({...view.rows[0], id: 'd-' + i}))");
            assertThat(page.locator("table.rows tbody tr").count()).isEqualTo(1000);

            assertThat(List.of(organizations, deliveries)).allMatch(median -> median < 200);
        }
    }

    private static double median(Page page, String view, String rows) {
        return ((Number) page.evaluate("""
                async () => {
                  const view = document.querySelector('%s');
                  const rows = %s;
                  const times = [];
                  for (let i = 0; i < 9; i++) {
                    view.rows = [];
                    await view.updateComplete;
                    const start = performance.now();
                    view.rows = rows.map(row => ({...row}));
                    await view.updateComplete;
                    await view.querySelector('relay-tree')?.updateComplete;
                    document.body.getBoundingClientRect();
                    times.push(performance.now() - start);
                  }
                  return times.sort((one, other) => one - other)[4];
                }
                """.formatted(view, rows))).doubleValue();
    }

    private static void does(Hand hand, Consumer<ConsoleVisitor> task) {
        try (ConsoleVisitor visitor = visit(port, hand).withKey(OPERATOR)) {
            task.accept(visitor);
            assertThat(visitor.clicks()).isLessThanOrEqualTo(4);
        }
    }

    private static ConsoleVisitor visit(int port, Hand hand) {
        return visit(port, hand, ColorScheme.LIGHT, 1280);
    }

    private static ConsoleVisitor visit(int port, Hand hand, ColorScheme colours, int width) {
        return ConsoleVisitor.at("http://127.0.0.1:" + port + "/", hand, colours, width);
    }

    private static Locator treeItem(ConsoleVisitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.TREEITEM,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Goes there, and waits until nothing is read any more. */
    private static void show(Page page, String view) {
        page.evaluate("view => location.hash = '#/' + view", view);
        page.waitForFunction(
                "() => !document.querySelector('main > *')?.busy && !/Reading|Trying|Planning/.test(document.querySelector('main').innerText)");
    }

    private static Path planned() throws IOException {
        return Files.writeString(directory.resolve("planned.json"), """
                [{"id": "us", "displayName": "United States of America"}, {"id": "oregon", "displayName": "Oregon"},
                 {"id": "washington", "displayName": "Washington", "parent": "us"}, {"id": "spokane", "displayName": "Spokane", "parent": "washington"}]
                """);
    }

    private static void shoot(Page page, String view, ColorScheme colours, int width) {
        if (SCREENSHOTS != null) {
            String name = view.replaceAll("[?/].*", view.contains("/") ? "-one" : "") + "-" + width
                    + (colours == ColorScheme.DARK ? "-dark" : "");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(SCREENSHOTS, name + ".png")));
        }
    }

    private static int fetched(ConsoleVisitor visitor, String method, String path, String body) {
        return ((Number) visitor.page()
                        .evaluate(
                                "async ([method, path, body, key]) => (await fetch('/api/' + path, {method, body, headers: {'x-functions-key': key, 'content-type': 'application/json'}})).status",
                                List.of(method, path, body, OPERATOR)))
                .intValue();
    }

    private static List<String> ids(String path) {
        return operator().get(path).jsonPath().getList("value.id");
    }

    private static RequestSpecification operator() {
        return given().port(port).header("x-functions-key", OPERATOR);
    }

    private static void send(String source, String id, String name, String parent) {
        String operation = source.equals("limited") ? "update" : "upsert";
        hr(
                source,
                "{\"op\":\"" + operation + "\",\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"parent\":"
                        + (parent == null ? "null" : "\"" + parent + "\"") + ",\"event\":\"" + id + "-"
                        + System.nanoTime() + "\"}");
    }

    private static io.restassured.response.Response hr(String source, String body) {
        return given().port(port)
                .header("x-api-key", SECRET)
                .contentType("application/json")
                .body(body)
                .post("/api/events/" + source);
    }

    private static void faults(String rules) {
        given().port(port).contentType("application/json").body(rules).put("/sandbox/control/faults");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }

    private static Process run(int port, String name, String console, String... more) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "quarkus.http.host=127.0.0.1",
                "quarkus.http.port=" + port,
                "orgrelay.console=" + console,
                "orgrelay.operator-key=" + OPERATOR,
                "orgrelay.reader-key=" + READER,
                "orgrelay.sandbox.enabled=true",
                "orgrelay.applications.default.url=http://127.0.0.1:" + port + "/sandbox",
                "orgrelay.applications.default.api-token=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                "orgrelay.applications.default.requests-per-second=1000",
                "orgrelay.applications.east.url=http://127.0.0.1:1",
                "orgrelay.applications.east.api-token=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                "orgrelay.applications.east.retry-for=200ms",
                "orgrelay.sources.far.application=east",
                "orgrelay.sources.limited.operations=create"));
        for (String source : List.of("hr", "letters", "limited", "far")) {
            Map.of(
                            "format", "json",
                            "mapping", MAPPING,
                            "authentication.scheme", "header",
                            "authentication.header", "x-api-key",
                            "authentication.secrets", SECRET)
                    .forEach((key, value) -> settings.add("orgrelay.sources." + source + "." + key + "=" + value));
        }
        settings.addAll(List.of(more));
        Process process = PackagedApplication.with(
                        List.of("-Xmx256m"),
                        settings.stream().map(one -> "-D" + one).collect(Collectors.toList()))
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        await().atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> given().port(port).get("/q/health/live").statusCode() == 200);
        given().port(port)
                .contentType("application/json")
                .body("{\"requestsPerSecond\":1000,\"organizations\":200,\"depth\":5}")
                .put("/sandbox/control/limits");
        return process;
    }
}
