package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where dead letters are kept. Every method fails if that place cannot be reached at the moment. */
public interface DeadLetters {

    /** The most dead letters on one page. */
    int MOST_ON_A_PAGE = 100;

    /**
     * Some of the dead letters, {@link DeadLetter#shortened() shortened}.
     *
     * @param next where the following page begins; empty on the last one
     */
    record Page(List<DeadLetter> letters, Optional<String> next) {}

    /**
     * How many there are.
     *
     * @param letters as far as that is cheap to say: {@value #MOST_ON_A_PAGE} may mean that many or more
     * @param taken how much of the place is taken, from 0 to 1: at 1 the next one costs another its place; 0 where that never happens
     */
    record Stock(long letters, double taken) {}

    /**
     * Which dead letters somebody wants to see: those of which all that is given is true.
     *
     * @param reason a part of the reason, in any case
     */
    public record Filter(
            Optional<String> source,
            Optional<String> application,
            Optional<String> organization,
            Optional<String> outcome,
            Optional<String> reason) {

        /** All of them. */
        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public boolean matches(DeadLetter letter) {
            return isOf(source, letter.provenance().source())
                    && isOf(application, letter.application())
                    && isOf(organization, letter.organization().orElse(""))
                    && isOf(outcome, letter.outcome())
                    && reason.map(Filter::lowerCase)
                            .filter(part -> !lowerCase(letter.reason()).contains(part))
                            .isEmpty();
        }

        private static boolean isOf(Optional<String> wanted, String value) {
            return wanted.isEmpty() || wanted.get().equals(value);
        }

        private static String lowerCase(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /** Keeps a dead letter, {@link DeadLetter#inPlaceOf in place of} an earlier one with the same id. */
    Uni<Void> keep(DeadLetter letter);

    /**
     * A page of the dead letters that {@code filter} wants, in no particular order. It may be short of letters although another one follows.
     *
     * @param from {@link Page#next()} of the page before; empty for the first one
     * @param most how many at most, 1 to {@value #MOST_ON_A_PAGE}
     */
    Uni<Page> list(Filter filter, Optional<String> from, int most);

    /** A page of all of them. */
    default Uni<Page> list(Optional<String> from, int most) {
        return list(Filter.ALL, from, most);
    }

    /** The whole dead letter with that id, if there is one. */
    Uni<Optional<DeadLetter>> find(String id);

    Uni<Stock> stock();

    /** Forgets a dead letter; false if there was none with that id. */
    Uni<Boolean> remove(String id);

    /** The same; {@code observer} looks on. */
    default DeadLetters observedBy(ChangeObserver observer) {
        DeadLetters kept = this;
        return new DeadLetters() {

            @Override
            public Uni<Void> keep(DeadLetter letter) {
                return kept.keep(letter).invoke(() -> observer.kept(letter));
            }

            @Override
            public Uni<Page> list(Filter filter, Optional<String> from, int most) {
                return kept.list(filter, from, most);
            }

            @Override
            public Uni<Optional<DeadLetter>> find(String id) {
                return kept.find(id);
            }

            @Override
            public Uni<Stock> stock() {
                return kept.stock();
            }

            @Override
            public Uni<Boolean> remove(String id) {
                return kept.remove(id);
            }
        };
    }

    /** Dead letters in memory, until the process ends: as many as there is room for. */
    static DeadLetters inMemory() {
        return new MemoryDeadLetters();
    }
}
