package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An event of a {@link Simulation}. No two set the same name or the same parent, so that what an organization shows tells which event it comes from.
 *
 * @param delivery which delivery it belongs to
 * @param index its place there
 * @param name what it sets, if it does
 * @param parent the same; {@link #TOP} is the top level
 * @param at when it happened, by its sender's clock
 * @param isRefused whether the application never takes it
 */
record SimulatedEvent(
        int number,
        int delivery,
        int index,
        Operation operation,
        String organization,
        Optional<String> name,
        Optional<String> parent,
        Instant at,
        boolean isRefused) {

    static final String TOP = "null";

    SimulatedEvent in(int newDelivery, int newIndex) {
        return new SimulatedEvent(number, newDelivery, newIndex, operation, organization, name, parent, at, isRefused);
    }

    SimulatedEvent at(Instant time) {
        return new SimulatedEvent(number, delivery, index, operation, organization, name, parent, time, isRefused);
    }

    Change change(Instant receivedAt) {
        OrganizationId id = new OrganizationId(organization);
        Optional<OrganizationId> above =
                parent.filter(text -> !text.equals(TOP)).map(OrganizationId::new);
        Provenance from = new Provenance(
                "hr", operation, Optional.of("/hr"), Optional.of("event-" + number), Optional.of(at), receivedAt);
        return switch (operation) {
            case CREATE -> new Change.Create("default", id, name.orElseThrow(), above, from);
            case UPDATE ->
                new Change.Update(
                        "default", id, name, parent.isPresent() ? Placement.of(above) : Placement.unchanged(), from);
            default -> new Change.Delete("default", id, from);
        };
    }

    Set<Field> fields() {
        return Field.of(change(at));
    }

    EventKey key() {
        return EventKey.of(change(at).provenance()).orElseThrow();
    }

    boolean isDelete() {
        return operation == Operation.DELETE;
    }

    /** What a sender can say that is too far ahead of the clock counts as the time at which it is read. */
    boolean isFarAhead() {
        return at.isAfter(Changes.HOUR.plus(Provenance.MOST_AHEAD));
    }

    @Override
    public String toString() {
        return "event-" + number + " (" + delivery + "." + index + "): " + operation.word() + " " + organization
                + name.map(text -> " '" + text + "'").orElse("")
                + parent.map(text -> " under " + text).orElse("") + " at " + at + (isRefused ? ", refused" : "");
    }
}
