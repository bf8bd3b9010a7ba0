package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of events, as those heard who delivered them. */
final class Answers {

    private record Ending(String outcome, String deadLetter) {}

    private final Map<Integer, List<Ending>> endings = new ConcurrentHashMap<>();

    /** @param outcomes of one delivery, one for each of its events */
    void remember(JsonNode outcomes) {
        for (JsonNode outcome : outcomes) {
            Ending ending = new Ending(
                    outcome.path("outcome").asText(), outcome.path("deadLetter").asText(""));
            endings.computeIfAbsent(
                            Step.numberOf(outcome.path("eventId").asText()), any -> new CopyOnWriteArrayList<>())
                    .add(ending);
        }
    }

    /** The numbers of the events that were answered with one of {@code outcomes}, among others. */
    Set<Integer> heard(String... outcomes) {
        Predicate<Ending> isOne = ending -> Set.of(outcomes).contains(ending.outcome());
        return endings.entrySet().stream()
                .filter(event -> event.getValue().stream().anyMatch(isOne))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Set<String> outcomes() {
        return all().map(Ending::outcome).collect(Collectors.toSet());
    }

    /** The ids of the dead letters that somebody was told of. */
    Set<String> deadLetters() {
        return all().map(Ending::deadLetter).filter(id -> !id.isEmpty()).collect(Collectors.toSet());
    }

    private Stream<Ending> all() {
        return endings.values().stream().flatMap(List::stream);
    }
}
