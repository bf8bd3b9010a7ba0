package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.RequestHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of dead letters, wherever they are kept. */
public abstract class DeadLettersContract {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String MEBIBYTE = "0123456789abcdef".repeat(64 * 1024);

    private DeadLetters letters;

    /** A place that holds nothing yet. */
    protected abstract DeadLetters place();

    @BeforeEach
    void startWithNothing() {
        letters = place();
    }

    @Test
    void aDeadLetterIsReadAsItWasWritten() {
        DeadLetter letter = DeadLetter.of(Changes.create("seattle", "Seattle", "washington", 1), "no such place", NOW);
        assertThat(DeadLetterJson.read(DeadLetterJson.write(letter))).isEqualTo(letter);
    }

    @Test
    void pagesHoldEveryLetterOnce() {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            DeadLetter letter = DeadLetter.of(Changes.rename("seattle", "Seattle " + i, i), "reason", NOW);
            letters.keep(letter).await().indefinitely();
            kept.add(letter.id());
        }

        List<String> listed = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            DeadLetters.Page page = letters.list(next, 10).await().indefinitely();
            assertThat(page.letters()).hasSizeLessThanOrEqualTo(10);
            page.letters().forEach(letter -> listed.add(letter.id()));
            next = page.next();
        } while (next.isPresent());

        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void theMessageThatItCameFromIsReadAsItWasWritten() {
        Change change = Changes.withMessage(Changes.delete("seattle", 1), "{\"as\": \"it came\"}");
        DeadLetter letter = DeadLetter.of(change, "reason", NOW);

        assertThat(letter.message()).contains(new Original("{\"as\": \"it came\"}"));
        assertThat(DeadLetterJson.read(DeadLetterJson.write(letter)).message()).isEqualTo(letter.message());
        assertThat(DeadLetterJson.write(letter).toString()).containsOnlyOnce("it came");
    }

    @Test
    void aRemovalBetweenTwoPagesHidesNothing() {
        List<DeadLetter> kept = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            kept.add(DeadLetter.of(Changes.rename("seattle", "Seattle " + i, i), "reason", NOW));
            letters.keep(kept.get(i)).await().indefinitely();
        }
        DeadLetters.Page first = letters.list(Optional.empty(), 2).await().indefinitely();
        kept.removeAll(first.letters());
        letters.remove(kept.remove(0).id()).await().indefinitely();

        assertThat(first.letters()).hasSize(2);
        assertThat(letters.list(first.next(), 10).await().indefinitely().letters())
                .containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void aRefusalOfTheSameEventTakesThePlaceOfTheFirst() {
        Change change = Changes.rename("seattle", "Seattle", 1);
        letters.keep(DeadLetter.of(change, "one", NOW)).await().indefinitely();
        letters.keep(DeadLetter.of(change, "two", NOW)).await().indefinitely();

        assertThat(letters.list(Optional.empty(), 10).await().indefinitely().letters())
                .extracting(DeadLetter::reason)
                .containsExactly("two");
    }

    @Test
    void aLetterWithoutAMessageLeavesTheOneThatIsThere() {
        Change change = Changes.delete("seattle", 1);
        letters.keep(DeadLetter.of(Changes.withMessage(change, MEBIBYTE), "one", NOW))
                .await()
                .indefinitely();
        DeadLetter second = DeadLetter.of(change, "two", NOW);
        letters.keep(second).await().indefinitely();

        assertThat(find(second).message()).contains(new Original(MEBIBYTE));
    }

    @ParameterizedTest
    @MethodSource("longMessages")
    void aLongMessageIsKeptWholeAndListedShort(String text) {
        DeadLetter letter = DeadLetter.of(Changes.withMessage(Changes.delete("seattle", 1), text), "reason", NOW);
        letters.keep(letter).await().indefinitely();

        assertThat(find(letter)).isEqualTo(letter);
        assertThat(letters.list(Optional.empty(), 10).await().indefinitely().letters())
                .containsExactly(letter.shortened());
        assertThat(letter.shortened().message().orElseThrow().text()).endsWith("… (cut off here)");

        assertThat(letters.remove(letter.id()).await().indefinitely()).isTrue();
        assertThat(letters.find(letter.id()).await().indefinitely()).isEmpty();
    }

    static Stream<String> longMessages() {
        return Stream.of("x".repeat(Original.SHOWN_BYTES + 1), MEBIBYTE, noise(1_000_000), noise(3_000_000));
    }

    /** Characters that hardly any compression makes fewer bytes of. */
    private static String noise(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder();
        random.ints(length, ' ', 0xD7FF).forEach(text::appendCodePoint);
        return text.toString();
    }

    @Test
    void aShortMessageInThePlaceOfALongOneIsAllThatIsLeft() {
        Change change = Changes.delete("seattle", 1);
        letters.keep(DeadLetter.of(Changes.withMessage(change, MEBIBYTE), "one", NOW))
                .await()
                .indefinitely();
        DeadLetter second = DeadLetter.of(Changes.withMessage(change, "short"), "two", NOW);
        letters.keep(second).await().indefinitely();

        assertThat(find(second).message()).contains(new Original("short"));
    }

    @Test
    void theHeadOfTheRequestIsReadAsItWasWritten() {
        RequestHead head =
                new RequestHead("PUT", "Groups/42", Map.of("event", "Ä"), Map.of("x-github-event", "organization"));
        DeadLetter letter = DeadLetter.of(Changes.delete("seattle", 1), "reason", NOW)
                .with(new Original(() -> "{}", Optional.of(head)));
        letters.keep(letter).await().indefinitely();

        assertThat(find(letter).message().flatMap(Original::head)).contains(head);
    }

    @Test
    void aListHoldsWhatTheFilterWantsOverAllPages() {
        for (int i = 0; i < 30; i++) {
            letters.keep(DeadLetter.of(Changes.rename("org-" + i % 3, "Name", i), "Reason " + i % 2, NOW))
                    .await()
                    .indefinitely();
        }
        letters.keep(DeadLetter.givenUp(Changes.delete("org-1", 1), 1, "reason 1", NOW))
                .await()
                .indefinitely();

        assertThat(listed(filter("organization", "org-1"))).hasSize(11);
        assertThat(listed(filter("outcome", "deferred"))).hasSize(1);
        assertThat(listed(filter("reason", "REASON 1"))).hasSize(16);
        assertThat(listed(filter("source", "hr"))).hasSize(31);
        assertThat(listed(filter("source", "h"))).isEmpty();
        assertThat(listed(filter("application", "default"))).hasSize(31);
        assertThat(listed(filter("application", "emea"))).isEmpty();
        assertThat(listed(new DeadLetters.Filter(
                        Optional.of("hr"),
                        Optional.of("default"),
                        Optional.of("org-1"),
                        Optional.of("refused"),
                        Optional.of("1"))))
                .hasSize(5);
    }

    private static DeadLetters.Filter filter(String name, String value) {
        Function<String, Optional<String>> part = other -> Optional.of(value).filter(wanted -> other.equals(name));
        return new DeadLetters.Filter(
                part.apply("source"),
                part.apply("application"),
                part.apply("organization"),
                part.apply("outcome"),
                part.apply("reason"));
    }

    private List<String> listed(DeadLetters.Filter filter) {
        List<String> listed = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            DeadLetters.Page page = letters.list(filter, next, 3).await().indefinitely();
            assertThat(page.letters()).hasSizeLessThanOrEqualTo(3).allMatch(filter::matches);
            page.letters().forEach(letter -> listed.add(letter.id()));
            next = page.next();
        } while (next.isPresent());
        assertThat(listed).doesNotHaveDuplicates();
        return listed;
    }

    private DeadLetter find(DeadLetter letter) {
        return letters.find(letter.id()).await().indefinitely().orElseThrow();
    }

    @Test
    void anInventedBeginningOfAPageFindsNothing() {
        letters.keep(DeadLetter.of(Changes.delete("seattle", 1), "reason", NOW))
                .await()
                .indefinitely();

        assertThat(letters.list(Optional.of("../x"), 10).await().indefinitely().letters())
                .isEmpty();
    }

    @Test
    void whatWasRemovedIsGone() {
        DeadLetter letter = DeadLetter.of(Changes.delete("seattle", 1), "reason", NOW);
        letters.keep(letter).await().indefinitely();

        assertThat(letters.find(letter.id()).await().indefinitely()).contains(letter);
        assertThat(letters.remove(letter.id()).await().indefinitely()).isTrue();
        assertThat(letters.find(letter.id()).await().indefinitely()).isEmpty();
        assertThat(letters.remove(letter.id()).await().indefinitely()).isFalse();
    }

    @Test
    void aLetterTakesThePlaceOfAnEarlierOneOfTheSameEventAsOneMoreAttempt() {
        Change change = Changes.delete("seattle", 1);
        letters.keep(DeadLetter.of(change, "first", NOW)).await().indefinitely();
        letters.keep(DeadLetter.of(change, "second", NOW)).await().indefinitely();
        letters.keep(DeadLetter.givenUp(change, 6, "third", NOW)).await().indefinitely();
        letters.keep(DeadLetter.of(change, "fourth", NOW)).await().indefinitely();

        DeadLetter last = DeadLetter.of(change, "fourth", NOW).after(8);
        assertThat(letters.list(Optional.empty(), 100).await().indefinitely())
                .isEqualTo(new DeadLetters.Page(List.of(last), Optional.empty()));
    }

    @Test
    void whatIsNoIdFindsNothing() {
        letters.keep(DeadLetter.of(Changes.delete("seattle", 1), "reason", NOW))
                .await()
                .indefinitely();
        String nonsense = "x' or RowKey gt '/\\#?%00";

        assertThat(letters.find(nonsense).await().indefinitely()).isEmpty();
        assertThat(letters.remove(nonsense).await().indefinitely()).isFalse();
        assertThat(letters.list(Optional.of(nonsense), 100)
                        .await()
                        .indefinitely()
                        .letters())
                .isEmpty();
    }
}
