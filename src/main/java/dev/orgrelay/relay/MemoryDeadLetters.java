package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dead letters in memory: the newest {@value #MOST}, until the process ends. */
final class MemoryDeadLetters implements DeadLetters {

    static final int MOST = 1000;

    private final Map<String, DeadLetter> letters = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeadLetter> eldest) {
            return size() > MOST;
        }
    };

    @Override
    public synchronized Uni<Void> keep(DeadLetter letter) {
        letters.put(letter.id(), letter);
        return Uni.createFrom().voidItem();
    }

    @Override
    public synchronized Uni<Page> list(Optional<String> from, int most) {
        List<DeadLetter> rest = letters.values().stream()
                .dropWhile(letter -> from.isPresent() && !letter.id().equals(from.get()))
                .toList();
        List<DeadLetter> page = List.copyOf(rest.subList(0, Math.min(most, rest.size())));
        Optional<String> next = rest.size() > most ? Optional.of(rest.get(most).id()) : Optional.empty();
        return Uni.createFrom().item(new Page(page, next));
    }

    @Override
    public synchronized Uni<Optional<DeadLetter>> find(String id) {
        return Uni.createFrom().item(Optional.ofNullable(letters.get(id)));
    }

    @Override
    public synchronized Uni<Boolean> remove(String id) {
        return Uni.createFrom().item(letters.remove(id) != null);
    }
}
