package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold of dead letters, wherever they are kept. */
public abstract class DeadLettersContract {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

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

        assertThat(letter.message()).contains("{\"as\": \"it came\"}");
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
    void aLetterTakesThePlaceOfAnEarlierOneOfTheSameEvent() {
        Change change = Changes.delete("seattle", 1);
        letters.keep(DeadLetter.of(change, "first", NOW)).await().indefinitely();
        DeadLetter second = DeadLetter.of(change, "second", NOW);
        letters.keep(second).await().indefinitely();

        assertThat(letters.list(Optional.empty(), 100).await().indefinitely())
                .isEqualTo(new DeadLetters.Page(List.of(second), Optional.empty()));
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
