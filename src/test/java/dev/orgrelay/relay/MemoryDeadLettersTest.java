package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Provenance;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryDeadLettersTest extends DeadLettersContract {

    @Override
    protected DeadLetters place() {
        return new MemoryDeadLetters();
    }

    @Test
    void theNewestStayWhenThereAreTooMany() {
        DeadLetters letters = place();
        for (int i = 0; i < MemoryDeadLetters.MOST + 10; i++) {
            keep(letters, DeadLetter.of(Changes.rename("seattle", "Seattle", i), "reason " + i, Changes.HOUR));
        }

        assertThat(letters.stock().await().indefinitely()).isEqualTo(new DeadLetters.Stock(MemoryDeadLetters.MOST, 1));
        assertThat(first(letters).reason()).isEqualTo("reason 10");
    }

    @Test
    void noLetterOfAPlanOrAPersonCostsAnEventItsOwn() {
        DeadLetters letters = place();
        keep(letters, step(1));
        DeadLetter event = DeadLetter.of(Changes.rename("seattle", "Seattle", 1), "of an event", Changes.HOUR);
        keep(letters, event);
        for (int i = 2; i < 3 * MemoryDeadLetters.MOST; i++) {
            keep(letters, step(i));
        }
        assertThat(letters.find(event.id()).await().indefinitely()).contains(event);
        assertThat(letters.stock().await().indefinitely().letters()).isEqualTo(MemoryDeadLetters.MOST);

        for (int i = 2; i <= MemoryDeadLetters.MOST; i++) {
            keep(letters, DeadLetter.of(Changes.rename("seattle", "Seattle", i), "of an event", Changes.HOUR));
        }
        keep(letters, step(0));
        assertThat(letters.find(event.id()).await().indefinitely()).contains(event);
        assertThat(letters.find(step(0).id()).await().indefinitely())
                .as("a step for which there is no room")
                .isEmpty();
    }

    @Test
    void longMessagesFillItSoonerThanManyLetters() {
        DeadLetters letters = place();
        String message = "x".repeat(MemoryDeadLetters.MOST_CHARACTERS / 10);
        for (int i = 0; i < 9; i++) {
            keep(letters, withMessage(i, message));
        }
        assertThat(letters.stock().await().indefinitely().taken()).isBetween(0.89, 0.91);

        keep(letters, withMessage(9, message));
        keep(letters, withMessage(10, message));
        assertThat(letters.stock().await().indefinitely().letters()).isEqualTo(10);
        assertThat(first(letters).reason()).isEqualTo("reason 1");

        letters.remove(withMessage(1, message).id()).await().indefinitely();
        assertThat(letters.stock().await().indefinitely().taken()).isBetween(0.89, 0.91);
    }

    @Test
    void oneThatIsLongerThanAllTheRoomIsKeptAlone() {
        DeadLetters letters = place();
        keep(letters, withMessage(1, "short"));
        DeadLetter huge = withMessage(2, "x".repeat(MemoryDeadLetters.MOST_CHARACTERS + 1));
        keep(letters, huge);

        assertThat(letters.find(huge.id()).await().indefinitely()).contains(huge);
        assertThat(letters.stock().await().indefinitely().letters()).isEqualTo(1);
    }

    private static DeadLetter withMessage(int number, String message) {
        return DeadLetter.of(Changes.rename("seattle", "Seattle", number), "reason " + number, Changes.HOUR)
                .with(new Original(message));
    }

    private static DeadLetter step(int number) {
        Provenance provenance = new Provenance(
                "hr",
                Operation.DELETE,
                Optional.of(Provenance.OF_RECONCILE),
                Optional.empty(),
                Optional.of(Changes.HOUR),
                Changes.HOUR);
        Change step = new Change.Delete("default", new OrganizationId("org-" + number), provenance);
        return DeadLetter.of(step, "of a step", Changes.HOUR);
    }

    private static void keep(DeadLetters letters, DeadLetter letter) {
        letters.keep(letter).await().indefinitely();
    }

    private static DeadLetter first(DeadLetters letters) {
        return letters.list(Optional.empty(), 1)
                .await()
                .indefinitely()
                .letters()
                .get(0);
    }
}
