package dev.orgrelay.relay;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dead letters in memory: the newest {@value #MOST}, until the process ends. */
@ApplicationScoped
@DefaultBean
class MemoryDeadLetters implements DeadLetters {

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

    synchronized List<DeadLetter> all() {
        return List.copyOf(letters.values());
    }
}
