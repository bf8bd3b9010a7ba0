package dev.orgrelay.fetch.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.fetch.snapshot.PagingServer.Reply;
import dev.orgrelay.organization.Change;
import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.source.Sources;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From one page to the next as senders really write it: links that are no URLs, last pages that name another one, and those that want to be asked later. */
class SnapshotPagesTest {

    private static final String KEY = "orgrelay.sources.hr.";
    private static final String LINKS = "items=data\npaging=next-link\nnext=next";

    private PagingServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "?after=a b => /units?after=a%20b",
                "?after=a|b => /units?after=a%7Cb",
                "?after={\\\"id\\\":7} => /units?after=%7B%22id%22:7%7D",
                "?after=100% => /units?after=100%25",
                "?after=%zz => /units?after=%25zz",
                "?after=a#b => /units?after=a%23b",
                "?after=a?b => /units?after=a?b",
                "?after=a&after=b => /units?after=a&after=b",
                "?after=x%2Fy%3D => /units?after=x%2Fy%3D",
                "?after=x%252Fy => /units?after=x%252Fy",
                "?after=a+b== => /units?after=a+b==",
                "?page[after]=ü => /units?page[after]=%C3%BC",
                "?$skiptoken=a^b`c => /units?$skiptoken=a%5Eb%60c",
                "?after=a\\\\b => /units?after=a%5Cb",
                " /units/2?after=x  => /units/2?after=x",
                "/all units?after=2 => /all%20units?after=2",
                "/units/2#part => /units/2",
                "/units/2#part?x=1 => /units/2",
                "units;v=2?after=2 => /units;v=2?after=2",
            })
    void aLinkIsSentAsItStands(String link, String target) throws Exception {
        serve(asked -> Reply.json(asked.equals("/units") ? page(1, ",\"next\":\"" + link + "\"") : page(2, "")));

        assertThat(take("/units", LINKS)).containsExactly("u1", "u2");
        assertThat(server.asked).containsExactly("/units", target);
    }

    @Test
    void aLinkInTheHeaderIsSentAsItStandsToo() throws Exception {
        serve(asked -> asked.equals("/units")
                ? Reply.json("[{\"id\":\"u1\"}]").link("</units?after=a|b{c} d>; rel=next")
                : Reply.json("[{\"id\":\"u2\"}]"));

        assertThat(take("/units", "paging=link-header")).containsExactly("u1", "u2");
        assertThat(server.asked).containsExactly("/units", "/units?after=a%7Cb%7Bc%7D%20d");
    }

    @Test
    void pagesThatGoRoundAreFoundOutAtSecondSight() {
        serve(asked -> Reply.json(page(server.asked.size() % 3, ",\"next\":\"?after=" + server.asked.size() + "\"")));

        assertThatThrownBy(() -> take("/units", LINKS))
                .hasMessageContaining("page 4: it is the same as one before, so the sender does not turn the pages");
        assertThat(server.asked).hasSize(4);
    }

    @Test
    void cursorsThatGoRoundAreFoundOutBeforeTheyAreAskedForAgain() {
        serve(asked -> Reply.json(page(server.asked.size(), ",\"next\":\"" + server.asked.size() % 2 + "\"")));

        assertThatThrownBy(() -> take("/units", "items=data\npaging=cursor\nnext=next\nparameter=after"))
                .hasMessageContaining("page 4: it was read before, the pages go round in a circle; if the last page"
                        + " still names a next one, set snapshot.more");
        assertThat(server.asked).containsExactly("/units", "/units?after=1", "/units?after=0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paging=next-link\nnext=next",
                "paging=cursor\nnext=next\nparameter=after",
                "paging=link-header",
                "paging=page-number\nparameter=page"
            })
    void whetherMoreFollowIsWhatCounts(String paging) throws Exception {
        serve(asked -> {
            int number = server.asked.size();
            return Reply.json(page(number, ",\"next\":\"?after=" + number + "\",\"more\":" + (number < 3)))
                    .link("<?after=" + number + ">; rel=next");
        });

        assertThat(take("/units", "items=data\nmore=more\n" + paging)).containsExactly("u1", "u2", "u3");
        assertThat(server.asked).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paging=none", "paging=next-link\nnext=next", "paging=link-header"})
    void whereMoreFollowAndNoneIsNamedItIsNotWhole(String paging) {
        serve(asked -> Reply.json(page(1, ",\"more\":true")));

        assertThatThrownBy(() -> take("/units", "items=data\nmore=more\n" + paging))
                .hasMessageContaining("page 1: 'more' says that more follow, but it names no next page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"next\":null", ",\"next\":\"\"", ",\"next\":false"})
    void noNextPageIsSaidInManyWays(String more) throws Exception {
        serve(asked -> Reply.json(page(1, more)));

        assertThat(take("/units", LINKS)).containsExactly("u1");
    }

    @ParameterizedTest
    @CsvSource({"429, 0", "503, 0", "429, ", "503, Thu, 01 Jan 1970 00:00:00 GMT"})
    void whoeverIsBusyIsAskedAgain(int status, String retryAfter) throws Exception {
        serve(asked -> server.asked.size() < 3
                ? busy(status, retryAfter)
                : Reply.json(asked.equals("/units") ? page(1, ",\"next\":\"?after=2\"") : page(2, "")));

        assertThat(take("/units", LINKS)).containsExactly("u1", "u2");
        assertThat(server.asked).containsExactly("/units", "/units", "/units", "/units?after=2");
    }

    @Test
    void whoeverWantsToBeAskedLaterThanThereIsTimeForIsNotWaitedFor() {
        serve(asked -> busy(429, "120"));

        assertThatThrownBy(() -> take("/units", LINKS))
                .hasMessage("the snapshot of 'hr' cannot be used: page 1: it was answered with 429, and asks to wait"
                        + " for 120 seconds")
                .isInstanceOfSatisfying(SnapshotException.class, failure -> assertThat(failure.retryAfter())
                        .contains(Duration.ofSeconds(120)));
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void whoeverStaysBusyIsGivenUpWhenTheTimeIsOver() {
        serve(asked -> busy(503, null));

        assertThatThrownBy(() -> take("/units", LINKS + "\ntimeout=1s"))
                .hasMessageContaining("page 1: it was answered with 503");
        assertThat(server.asked).hasSizeBetween(2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 401, 404, 301})
    void whatWillNotChangeIsNotAskedAgain(int status) {
        serve(asked -> busy(status, "0"));

        assertThatThrownBy(() -> take("/units", LINKS)).hasMessageContaining("it was answered with " + status);
        assertThat(server.asked).hasSize(1);
    }

    private void serve(Function<String, Reply> replies) {
        server = new PagingServer(replies);
    }

    private static Reply busy(int status, String retryAfter) {
        Reply reply = Reply.status(status);
        return retryAfter == null ? reply : reply.header("Retry-After", retryAfter);
    }

    private static String page(int number, String more) {
        return "{\"data\":[{\"id\":\"u" + number + "\"}]" + more + "}";
    }

    /** The ids of what is taken. */
    private List<String> take(String target, String lines) throws SnapshotException {
        Map<String, String> properties = new HashMap<>();
        properties.put(KEY + "authentication.scheme", "dangerous-none");
        properties.put(KEY + "snapshot.url", server.url(target));
        properties.put(KEY + "snapshot.mapping", "body.{'operation': 'create', 'id': id, 'displayName': id}");
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            properties.put(KEY + "snapshot." + line.substring(0, equals), line.substring(equals + 1));
        });
        Sources sources = ConfiguredSources.of(properties);
        assertThat(sources.mistakes()).isEmpty();
        return sources.named("hr").orElseThrow().snapshot().orElseThrow().take().organizations().get("default").stream()
                .map(SnapshotResult.Element::organization)
                .map(Change.Create::name)
                .toList();
    }
}
