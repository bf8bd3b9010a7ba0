package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.ChangeQueue.TooLargeException;
import dev.orgrelay.relay.Records.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What takes effect at one organization at one moment, as it is kept until then. Immutable.
 *
 * @param key says whose it is, and when
 * @param told what is left of it, in the order in which it was told
 * @param count of all that was told
 * @param events the newest of all that were told, also those that others have replaced
 * @param attempts how often it was tried and deferred so far
 * @param due from when it may be tried; whoever tries it puts that off
 * @param isTried whether somebody tries it until then
 */
record ScheduledRow(
        String key, List<Told> told, int count, List<String> events, int attempts, Instant due, boolean isTried) {

    /** Of what can be kept, in characters of JSON. */
    static final int LONGEST = 30_000;

    private static final int MOST_EVENTS = 100;
    private static final int MOST_OF_ORIGINAL = 16 * 1024;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z-'").withZone(ZoneOffset.UTC);

    private static final String CHANGE = "change";
    private static final String NUMBER = "number";
    private static final String TOLD = "told";
    private static final String COUNT = "count";
    private static final String EVENTS = "events";
    private static final String ATTEMPTS = "attempts";
    private static final String DUE = "due";
    private static final String TRIED = "tried";

    /** @param number counts what was told */
    record Told(int number, Change change) {

        Change onItsDay() {
            return change.with(change.provenance().onItsDay());
        }
    }

    static ScheduledRow none(Change change) {
        return new ScheduledRow(key(change), List.of(), 0, List.of(), 0, at(change), false);
    }

    /** When {@code change} takes effect. */
    static Instant at(Change change) {
        return change.provenance().occurredAt().orElseThrow();
    }

    static String key(Change change) {
        long hash = EventKey.hash(
                change.application(), change.organization().value(), at(change).toString());
        return time(at(change)) + String.format("%016x", hash);
    }

    /** What keys of that second begin with. */
    static String time(Instant second) {
        return SECOND.format(second.isAfter(LAST) ? LAST : second);
    }

    List<ScheduledChange> changes() {
        return told.stream()
                .map(one -> ScheduledChange.of(key, one.number(), one.change()))
                .toList();
    }

    /** With {@code changes}, each in place of all that it makes pointless, unless its event was told before. */
    ScheduledRow with(List<Change> changes) {
        ScheduledRow row = this;
        for (Change change : changes) {
            row = row.with(change);
        }
        return row;
    }

    private ScheduledRow with(Change change) {
        Optional<String> event = event(change);
        if (event.filter(events::contains).isPresent()) {
            return this;
        }
        List<Told> next = new ArrayList<>(told);
        next.removeIf(earlier -> isReplaced(earlier.change(), change));
        next.add(new Told(count + 1, change));
        List<String> known = Stream.concat(events.stream(), event.stream()).toList();
        List<String> newest = known.subList(Math.max(0, known.size() - MOST_EVENTS), known.size());
        return new ScheduledRow(key, next, count + 1, newest, attempts, due, isTried);
    }

    /** Without what those of {@code changes} make pointless that are of the same organization and moment, and were not told before. */
    ScheduledRow replacedBy(List<Change> changes) {
        List<Change> later = changes.stream()
                .filter(change -> change.provenance().occurredAt().isPresent()
                        && key(change).equals(key))
                .filter(change -> event(change).filter(events::contains).isEmpty())
                .toList();
        return keeping(earlier -> later.stream().noneMatch(change -> isReplaced(earlier.change(), change)));
    }

    ScheduledRow without(Set<Integer> numbers) {
        return keeping(one -> !numbers.contains(one.number()));
    }

    /** Somebody tries it until then. */
    ScheduledRow tried(Instant until) {
        return new ScheduledRow(key, told, count, events, attempts, until, true);
    }

    /** It was tried so often, and may be tried again then. */
    ScheduledRow putOff(int times, Instant until) {
        return new ScheduledRow(key, told, count, events, times, until, false);
    }

    private ScheduledRow keeping(Predicate<Told> which) {
        return new ScheduledRow(key, told.stream().filter(which).toList(), count, events, attempts, due, isTried);
    }

    /** What creates is not replaced by what only updates, which may find nothing there. */
    private static boolean isReplaced(Change earlier, Change later) {
        boolean isNeeded = earlier instanceof Change.Create && later instanceof Change.Update;
        return !isNeeded && Field.overtakenBy(Field.of(later)).containsAll(Field.of(earlier));
    }

    private static Optional<String> event(Change change) {
        return EventKey.of(change.provenance()).map(known -> Long.toHexString(known.hash()));
    }

    /** @throws StoreException if another version of Org Relay has written it */
    static ScheduledRow read(Row row) {
        List<Told> told = new ArrayList<>();
        List<String> events = new ArrayList<>();
        try {
            for (JsonNode one : row.value().path(TOLD)) {
                told.add(new Told(one.path(NUMBER).asInt(), ChangeMessage.readWithOriginal(one.path(CHANGE))));
            }
        } catch (InvalidContentException e) {
            throw unreadable(row, e.getMessage());
        }
        if (told.isEmpty()) {
            throw unreadable(row, "it holds no change");
        }
        row.value().path(EVENTS).forEach(event -> events.add(event.asText()));
        return new ScheduledRow(
                row.key(),
                told,
                row.value().path(COUNT).asInt(),
                events,
                row.value().path(ATTEMPTS).asInt(),
                row.time(DUE),
                row.value().path(TRIED).asBoolean());
    }

    private static StoreException unreadable(Row row, String why) {
        return new StoreException(
                Cause.UNREADABLE,
                "what takes effect at " + row.key()
                        + " cannot be read, another version of Org Relay may have written it: " + why);
    }

    /** @throws TooLargeException if it cannot be kept, even without the messages that it was read from */
    ObjectNode write() {
        for (int most = MOST_OF_ORIGINAL; most >= ChangeMessage.LEAST_OF_ORIGINAL; most /= 2) {
            int room = most;
            ObjectNode value = write(change -> ChangeMessage.writeWithOriginal(change, room));
            if (value.toString().length() <= LONGEST) {
                return value;
            }
        }
        ObjectNode value = write(ChangeMessage::write);
        int length = value.toString().length();
        if (length > LONGEST) {
            throw new TooLargeException("the change has " + length + " characters as JSON; until it takes effect, "
                    + LONGEST + " can be kept");
        }
        return value;
    }

    private ObjectNode write(Function<Change, ObjectNode> write) {
        ObjectNode value = JsonNodeFactory.instance
                .objectNode()
                .put(COUNT, count)
                .put(ATTEMPTS, attempts)
                .put(DUE, due.toString());
        if (isTried) {
            value.put(TRIED, true);
        }
        ArrayNode changes = value.putArray(TOLD);
        told.forEach(one -> changes.addObject().put(NUMBER, one.number()).set(CHANGE, write.apply(one.change())));
        ArrayNode known = value.putArray(EVENTS);
        events.forEach(known::add);
        return value;
    }
}
