package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Dead letters in memory: the newest {@value #MOST}, until the process ends. Pages begin at a letter's number, so that removals do not disturb them. */
final class MemoryDeadLetters implements DeadLetters {

    static final int MOST = 1000;

    private final NavigableMap<Long, DeadLetter> letters = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private long last;

    @Override
    public Uni<Void> keep(DeadLetter letter) {
        return Uni.createFrom().voidItem().invoke(() -> put(letter));
    }

    @Override
    public Uni<Page> list(Optional<String> from, int most) {
        return Uni.createFrom()
                .item(() -> page(from.map(MemoryDeadLetters::number).orElse(0L), most));
    }

    @Override
    public Uni<Optional<DeadLetter>> find(String id) {
        return Uni.createFrom().item(() -> get(id));
    }

    @Override
    public Uni<Long> count() {
        return Uni.createFrom().item(this::size);
    }

    @Override
    public Uni<Boolean> remove(String id) {
        return Uni.createFrom().item(() -> take(id));
    }

    private synchronized void put(DeadLetter letter) {
        take(letter.id());
        letters.put(++last, letter);
        numbers.put(letter.id(), last);
        if (letters.size() > MOST) {
            take(letters.firstEntry().getValue().id());
        }
    }

    private synchronized Page page(long from, int most) {
        NavigableMap<Long, DeadLetter> rest = letters.tailMap(from, true);
        Optional<String> next = rest.keySet().stream().skip(most).findFirst().map(number -> Long.toString(number));
        return new Page(rest.values().stream().limit(most).toList(), next);
    }

    private synchronized Optional<DeadLetter> get(String id) {
        return Optional.ofNullable(numbers.get(id)).map(letters::get);
    }

    private synchronized long size() {
        return letters.size();
    }

    private synchronized boolean take(String id) {
        Long number = numbers.remove(id);
        return number != null && letters.remove(number) != null;
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
