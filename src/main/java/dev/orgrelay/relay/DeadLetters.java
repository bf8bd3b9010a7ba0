package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Where dead letters are kept. Every method fails if that place cannot be reached at the moment. */
public interface DeadLetters {

    /** The most dead letters on one page. */
    int MOST_ON_A_PAGE = 100;

    /**
     * Some of the dead letters.
     *
     * @param next where the following page begins; empty on the last one
     */
    record Page(List<DeadLetter> letters, Optional<String> next) {}

    /** Keeps a dead letter, in place of an earlier one with the same id. */
    Uni<Void> keep(DeadLetter letter);

    /**
     * A page of dead letters, in no particular order.
     *
     * @param from {@link Page#next()} of the page before; empty for the first one
     * @param most how many at most, 1 to {@value #MOST_ON_A_PAGE}
     */
    Uni<Page> list(Optional<String> from, int most);

    /** The dead letter with that id, if there is one. */
    Uni<Optional<DeadLetter>> find(String id);

    /** How many there are, as far as that is cheap to say: {@value #MOST_ON_A_PAGE} may mean that many or more. */
    default Uni<Long> count() {
        return list(Optional.empty(), MOST_ON_A_PAGE)
                .map(page -> (long) page.letters().size());
    }

    /** Forgets a dead letter; false if there was none with that id. */
    Uni<Boolean> remove(String id);

    /** Dead letters in memory: the newest 1000, until the process ends. */
    static DeadLetters inMemory() {
        return new MemoryDeadLetters();
    }
}
