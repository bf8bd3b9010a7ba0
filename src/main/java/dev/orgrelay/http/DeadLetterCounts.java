package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many dead letters are kept, and why. Beyond {@value #MOST} nobody counts any more. */
@ApplicationScoped
class DeadLetterCounts {

    private static final int MOST = 1_000;

    private final DeadLetters deadLetters;

    DeadLetterCounts(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** {@code {kept, byReason: [{reason, count}]}}, the most frequent reason first; without numbers if they cannot be reached. */
    Uni<ObjectNode> json() {
        return count(Optional.empty(), new HashMap<>(), 0)
                .map(DeadLetterCounts::json)
                .onFailure()
                .recoverWithItem(failure -> {
                    ObjectNode unknown = JsonNodeFactory.instance.objectNode().putNull("kept");
                    unknown.putArray("byReason");
                    return unknown;
                });
    }

    private Uni<Map<String, Integer>> count(Optional<String> from, Map<String, Integer> byReason, int known) {
        return deadLetters.list(from, DeadLetters.MOST_ON_A_PAGE).flatMap(page -> {
            page.letters().stream().map(DeadLetter::reason).forEach(reason -> byReason.merge(reason, 1, Integer::sum));
            int counted = known + page.letters().size();
            return page.next().isPresent() && counted < MOST
                    ? count(page.next(), byReason, counted)
                    : Uni.createFrom().item(byReason);
        });
    }

    private static ObjectNode json(Map<String, Integer> byReason) {
        int kept = byReason.values().stream().mapToInt(Integer::intValue).sum();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kept", kept);
        ArrayNode reasons = json.putArray("byReason");
        byReason.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry ->
                        reasons.addObject().put("reason", entry.getKey()).put("count", entry.getValue()));
        return json;
    }
}
