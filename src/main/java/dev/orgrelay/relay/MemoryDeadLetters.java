package dev.orgrelay.relay;

import dev.orgrelay.organization.Original;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Dead letters in memory, until the process ends: at most {@value #MOST}, with messages of {@value #MOST_CHARACTERS} characters together. When there is no more
 * room the oldest letter goes that somebody will ask for again; only where there is none, the oldest of an event does. Pages begin at a letter's number, so that
 * removals do not disturb them.
 */
final class MemoryDeadLetters implements DeadLetters {

    static final int MOST = 1000;
    static final int MOST_CHARACTERS = 32 * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(MemoryDeadLetters.class);

    private final NavigableMap<Long, DeadLetter> letters = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private long last;
    private long characters;

    @Override
    public Uni<Void> keep(DeadLetter letter) {
        return Uni.createFrom().voidItem().invoke(() -> put(letter));
    }

    @Override
    public Uni<Page> list(Filter filter, Optional<String> from, int most) {
        return Uni.createFrom()
                .item(() -> page(filter, from.map(MemoryDeadLetters::number).orElse(0L), most));
    }

    @Override
    public Uni<Optional<DeadLetter>> find(String id) {
        return Uni.createFrom().item(() -> get(id));
    }

    @Override
    public Uni<Stock> stock() {
        return Uni.createFrom().item(this::count);
    }

    @Override
    public Uni<Boolean> remove(String id) {
        return Uni.createFrom().item(() -> take(id).isPresent());
    }

    private synchronized void put(DeadLetter letter) {
        DeadLetter kept = take(letter.id()).map(letter::inPlaceOf).orElse(letter);
        letters.put(++last, kept);
        numbers.put(kept.id(), last);
        characters += size(kept);
        while (letters.size() > MOST || characters > MOST_CHARACTERS && letters.size() > 1) {
            drop(mostDispensable());
        }
    }

    private DeadLetter mostDispensable() {
        return letters.values().stream()
                .filter(letter -> !letter.provenance().isOfEvent())
                .findFirst()
                .orElse(letters.firstEntry().getValue());
    }

    private void drop(DeadLetter letter) {
        take(letter.id());
        LOG.warnf(
                "there is no more room for the dead letter %s from %s: %s",
                letter.id(), letter.provenance().source(), letter.reason());
    }

    private synchronized Page page(Filter filter, long from, int most) {
        List<Long> wanted = letters.tailMap(from, true).entrySet().stream()
                .filter(letter -> filter.matches(letter.getValue()))
                .map(Map.Entry::getKey)
                .limit(most + 1L)
                .toList();
        return new Page(
                wanted.stream()
                        .limit(most)
                        .map(letters::get)
                        .map(DeadLetter::shortened)
                        .toList(),
                wanted.stream().skip(most).findFirst().map(number -> Long.toString(number)));
    }

    private synchronized Optional<DeadLetter> get(String id) {
        return Optional.ofNullable(numbers.get(id)).map(letters::get);
    }

    private synchronized Stock count() {
        double taken = Math.max((double) letters.size() / MOST, (double) characters / MOST_CHARACTERS);
        return new Stock(letters.size(), taken);
    }

    private synchronized Optional<DeadLetter> take(String id) {
        Optional<DeadLetter> taken = Optional.ofNullable(numbers.remove(id)).map(letters::remove);
        taken.ifPresent(letter -> characters -= size(letter));
        return taken;
    }

    private static long size(DeadLetter letter) {
        return letter.message().map(Original::text).map(String::length).orElse(0);
    }

    /** Beyond the end if it is none of ours. */
    private static long number(String from) {
        try {
            return Long.parseLong(from);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
