package dev.orgrelay.http;

import dev.orgrelay.http.BulkReplay.Item;
import dev.orgrelay.http.BulkReplay.Selection;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the dead letters that came first, of those that a filter wants: they are kept in no such order. */
final class DeadLetterSelection {

    /**
     * Where a letter is in that order.
     *
     * @param receivedAt when its message came, which stays as it is when the letter is kept once more
     */
    private record Place(Instant receivedAt, String id) implements Comparable<Place> {

        static Place of(DeadLetter letter) {
            return new Place(letter.provenance().receivedAt(), letter.id());
        }

        static Optional<Place> parse(String written) {
            int end = written.indexOf('_');
            try {
                return end < 0
                        ? Optional.empty()
                        : Optional.of(new Place(Instant.parse(written.substring(0, end)), written.substring(end + 1)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::receivedAt)
                    .thenComparing(Place::id)
                    .compare(this, other);
        }

        Item item() {
            return new Item(id, receivedAt + "_" + id);
        }
    }

    private final DeadLetters deadLetters;
    private final DeadLetters.Filter filter;
    private final Optional<Place> after;
    private final int most;
    private final TreeSet<Place> oldest = new TreeSet<>();
    private long matches;

    /**
     * @param cursor of the letter that an earlier one has ended with
     * @throws ProblemException if it is none
     */
    DeadLetterSelection(DeadLetters deadLetters, DeadLetters.Filter filter, Optional<String> cursor, int most) {
        this.deadLetters = deadLetters;
        this.filter = filter;
        this.after = cursor.map(written -> Place.parse(written)
                .orElseThrow(() -> new ProblemException(400, "cursor must be the next of an earlier summary")));
        this.most = most;
    }

    Uni<Selection> find() {
        return from(Optional.empty());
    }

    private Uni<Selection> from(Optional<String> cursor) {
        return deadLetters.list(filter, cursor, DeadLetters.MOST_ON_A_PAGE).flatMap(page -> {
            page.letters().stream().map(Place::of).forEach(this::add);
            return page.next().isPresent()
                    ? from(page.next())
                    : Uni.createFrom()
                            .item(new Selection(oldest.stream().map(Place::item).toList(), matches - oldest.size()));
        });
    }

    private void add(Place place) {
        if (after.filter(last -> place.compareTo(last) <= 0).isEmpty() && oldest.add(place)) {
            matches++;
            if (oldest.size() > most) {
                oldest.pollLast();
            }
        }
    }
}
