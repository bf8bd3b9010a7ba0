package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Somebody with a page of the console before him, who uses a mouse or nothing but the keyboard, and whose clicks are counted. */
final class ConsoleVisitor implements AutoCloseable {

    enum Hand {
        MOUSE,
        KEYBOARD
    }

    /** More than any view has places to stop at. */
    private static final int MOST_TABS = 400;

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final Playwright PLAYWRIGHT = isPossible()
            ? Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
            : null;
    private static final Browser BROWSER = isPossible()
            ? PLAYWRIGHT
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium().orElseThrow())
                            .setArgs(FLAGS))
            : null;

    private final BrowserContext context;
    private final Page page;
    private final Hand hand;
    private final List<String> errors = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private int clicks;

    private ConsoleVisitor(String address, Hand hand, BrowserContext context) {
        this.hand = hand;
        this.context = context;
        this.page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(address);
    }

    /** Whether there is a browser to do it with. */
    static boolean isPossible() {
        return chromium().isPresent();
    }

    private static Optional<Path> chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static ConsoleVisitor at(String address, Hand hand, ColorScheme colours, int width) {
        return new ConsoleVisitor(
                address,
                hand,
                BROWSER.newContext(new Browser.NewContextOptions()
                        .setColorScheme(colours)
                        .setViewportSize(width, 900)
                        .setTimezoneId("UTC")
                        .setLocale("en-GB")));
    }

    ConsoleVisitor withKey(String key) {
        page.getByLabel("Operator key").fill(key);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open"))
                .click();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                .waitFor();
        return this;
    }

    Page page() {
        return page;
    }

    int clicks() {
        return clicks;
    }

    List<String> requests() {
        return requests;
    }

    Locator link(String name) {
        return page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    /** One of the views at the top; how many wait stands behind its name. */
    Locator view(String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Views"))
                .getByRole(
                        AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name + "( .*)?$")));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    void click(Locator what) {
        clicks++;
        if (hand == Hand.MOUSE) {
            what.click();
            return;
        }
        what.waitFor();
        if ("treeitem".equals(what.getAttribute("role"))) {
            reach(page.locator("[role=treeitem][tabindex='0']"));
            press("ArrowDown", what);
        } else {
            reach(what);
        }
        boolean isBox = "checkbox".equals(what.getAttribute("type"));
        page.keyboard().press(isBox ? "Space" : "Enter");
    }

    void choose(Locator select, String value) {
        clicks++;
        if (hand == Hand.KEYBOARD) {
            reach(select);
        }
        select.selectOption(value);
    }

    void type(Locator field, String text) {
        if (hand == Hand.MOUSE) {
            field.fill(text);
            return;
        }
        reach(field);
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().insertText(text);
    }

    void take(Locator field, Path file) {
        clicks++;
        if (hand == Hand.KEYBOARD) {
            reach(field);
        }
        field.setInputFiles(file);
    }

    private void reach(Locator what) {
        what.waitFor();
        press("Tab", what);
    }

    private void press(String key, Locator what) {
        for (int i = 0; i < MOST_TABS; i++) {
            if ((Boolean) what.evaluate("one => one === document.activeElement")) {
                return;
            }
            page.keyboard().press(key);
        }
        throw new AssertionError("nobody gets there with " + key + ": " + what);
    }

    /** What the page hears from the API: the status and the answer. */
    String fetch(String method, String path, String body) {
        Map<String, String> request = new HashMap<>(Map.of("method", method, "path", path));
        request.put("body", body);
        return (String) page.evaluate("""
            async ({method, path, body}) => {
              const headers = {'x-functions-key': sessionStorage.getItem('orgrelay.key'), 'content-type': 'application/json'};
              const answer = await fetch('/api/' + path, {method, body, headers});
              return answer.status + ' ' + await answer.text();
            }
            """, request);
    }

    /** What is hard to use for somebody, each with what it is about. */
    List<?> barriers() {
        page.evaluate(axe());
        return (List<?>) page.evaluate("""
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations
                .map(one => one.id + ': ' + one.nodes.map(node => node.target + ' ' + node.failureSummary).join(' | '))
            """);
    }

    private static String axe() {
        try (InputStream script = ConsoleVisitor.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        assertThat(errors).isEmpty();
    }
}
