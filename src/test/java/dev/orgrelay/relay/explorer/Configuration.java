package dev.orgrelay.relay.explorer;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is explored.
 *
 * @param deliveries the events of each sender; it sends them together until it hears a final answer
 * @param isThere whether the organization exists at the beginning
 * @param missingParent the event whose parent comes into being at some time only; empty if all parents are there
 * @param ahead how far the clock of the second instance is ahead, in seconds
 * @param faults how many steps of a schedule may be faults
 * @param kinds which faults
 */
record Configuration(
        List<List<Event>> deliveries,
        boolean isThere,
        Optional<String> missingParent,
        int ahead,
        int faults,
        Set<Choice.Kind> kinds) {

    /** @param deliveries such as {@code "c3 m5"} */
    static Configuration of(String... deliveries) {
        return new Configuration(
                Arrays.stream(deliveries)
                        .map(delivery -> Arrays.stream(delivery.split(" "))
                                .map(Event::of)
                                .toList())
                        .toList(),
                true,
                Optional.empty(),
                0,
                2,
                Choice.FAULTS);
    }

    /** The same with so many faults of any kind. */
    Configuration withFaults(int most) {
        return new Configuration(deliveries, isThere, missingParent, ahead, most, Choice.FAULTS);
    }

    Configuration withOnly(Choice.Kind... some) {
        return new Configuration(deliveries, isThere, missingParent, ahead, faults, Set.of(some));
    }

    /** The organization does not exist yet. */
    Configuration withoutOrganization() {
        return new Configuration(deliveries, false, missingParent, ahead, faults, kinds);
    }

    Configuration withoutParentOf(String event) {
        return new Configuration(deliveries, isThere, Optional.of(event), ahead, faults, kinds);
    }

    Configuration withClocksApart() {
        return new Configuration(deliveries, isThere, missingParent, 4, faults, kinds);
    }

    List<Event> events() {
        return deliveries.stream().flatMap(Collection::stream).toList();
    }

    /** Whether {@code one} is older than {@code other}, by its time, or by its place in their delivery. Neither, if they are of one time and two deliveries. */
    boolean isOlder(Event one, Event other) {
        boolean isBefore = deliveries.stream()
                .anyMatch(delivery -> delivery.contains(one) && delivery.indexOf(other) > delivery.indexOf(one));
        return one.at() < other.at() || one.at() == other.at() && isBefore;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        deliveries.forEach(delivery ->
                text.append(delivery.stream().map(Event::id).toList()).append(' '));
        text.append(isThere ? "" : "new ");
        missingParent.ifPresent(
                event -> text.append("without the parent of ").append(event).append(' '));
        return text.append(ahead == 0 ? "" : "clocks apart ")
                .append(faults)
                .append(" faults")
                .toString();
    }
}
