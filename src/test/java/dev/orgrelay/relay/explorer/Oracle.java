package dev.orgrelay.relay.explorer;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.explorer.Event.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what must be true, by what the target showed and the senders heard alone. It knows nothing of the ledger. */
final class Oracle {

    private static final long EFFECT_WITHIN = 15;

    private final Configuration configuration;
    private final Map<String, Event> events;
    private final Map<Part, Set<String>> shown = new EnumMap<>(Part.class);
    private final List<String> violations = new ArrayList<>();

    Oracle(Configuration configuration) {
        this.configuration = configuration;
        this.events = configuration.events().stream().collect(Collectors.toMap(Event::id, event -> event));
        for (Part part : Part.values()) {
            shown.put(part, new TreeSet<>());
        }
    }

    Optional<String> violation() {
        return violations.stream().findFirst();
    }

    /** Whose values a request carries. */
    Set<String> eventsOf(String method, Map<String, String> body) {
        return events.values().stream()
                .filter(event -> method.equals("DELETE")
                        ? event.isDelete()
                        : body.values().stream().anyMatch(value -> isOf(event, Optional.ofNullable(value))))
                .map(Event::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One holder. */
    void sent(Request request, Collection<Request> others, long now) {
        for (Request other : others) {
            if (other.isInTheAir()
                    && now <= other.sentAt() + EFFECT_WITHIN
                    && !other.events().equals(request.events())) {
                violations.add("two holders: " + request + " is sent while " + other + " is under way");
            }
        }
    }

    /** Never back. */
    void shown(Request request) {
        for (String id : request.events()) {
            Event event = events.get(id);
            for (Part part : partsIn(request, event)) {
                shown.get(part).stream()
                        .filter(other -> configuration.isOlder(event, events.get(other)))
                        .forEach(other -> violations.add("back: " + part + " of " + id + " after " + other));
                shown.get(part).add(id);
            }
        }
    }

    /** A look shows that there is nothing: what is in doubt about a delete is true, whoever did it. */
    void absent(Stream<String> inDoubt) {
        inDoubt.filter(id -> events.get(id).isDelete())
                .forEach(id -> shown.values().forEach(part -> part.add(id)));
    }

    private static Set<Part> partsIn(Request request, Event event) {
        Set<Part> parts = event.parts();
        if (!event.isDelete()) {
            parts.removeIf(
                    part -> !request.body().containsValue(event.value(part).orElseThrow()));
        }
        return parts;
    }

    /** Honest. */
    void heard(Event event, Outcome outcome) {
        boolean isShown =
                event.parts().stream().anyMatch(part -> shown.get(part).contains(event.id()));
        boolean isOvertaken = event.parts().stream().anyMatch(part -> isOvertaken(event, part));
        boolean isAllDone = event.parts().stream()
                .allMatch(part -> event.isDelete() || shown.get(part).contains(event.id()) || isOvertaken(event, part));
        boolean isHonest =
                switch (outcome.word()) {
                    case "applied", "duplicate" -> isShown && isAllDone;
                    case "stale" -> isOvertaken && isAllDone;
                    default -> true;
                };
        if (!isHonest) {
            violations.add("not honest: " + event.id() + " hears " + outcome);
        }
    }

    private boolean isOvertaken(Event event, Part part) {
        return shown.get(part).stream()
                .map(events::get)
                .anyMatch(other -> other != event && !configuration.isOlder(other, event));
    }

    /** Never lost. */
    void ended(Target target, Collection<Sender> senders) {
        Set<String> believed = senders.stream().flatMap(Sender::believed).collect(Collectors.toSet());
        Set<Event> newest = newest(believed, Part.values());
        if (newest.stream().allMatch(Event::isDelete) && !newest.isEmpty() && target.isThere()) {
            violations.add("lost: " + newest + ", and it is there");
        }
        if (newest.stream().noneMatch(Event::isDelete) && !newest.isEmpty() && !target.isThere()) {
            violations.add("lost: " + newest + ", and it is not there");
        }
        for (Part part : Part.values()) {
            Set<Event> last = newest(believed, part);
            boolean isFree = last.isEmpty() || last.stream().anyMatch(Event::isDelete) || !target.isThere();
            if (!isFree && last.stream().noneMatch(event -> event.value(part).equals(target.value(part)))) {
                violations.add("lost: " + part + " of " + last + " is " + target.value(part));
            }
        }
    }

    /** Those that count of {@code parts} and are not older than another. */
    private Set<Event> newest(Set<String> believed, Part... parts) {
        Set<Event> counting = events.values().stream()
                .filter(event -> List.of(parts).stream()
                        .anyMatch(part -> event.parts().contains(part)
                                && (believed.contains(event.id())
                                        || shown.get(part).contains(event.id()))))
                .collect(Collectors.toSet());
        return counting.stream()
                .filter(event -> counting.stream().noneMatch(other -> configuration.isOlder(event, other)))
                .collect(Collectors.toSet());
    }

    void appendTo(StringBuilder text) {
        text.append(shown.values());
    }

    private static boolean isOf(Event event, Optional<String> value) {
        return value.isPresent() && (value.equals(event.name()) || value.equals(event.parent()));
    }
}
