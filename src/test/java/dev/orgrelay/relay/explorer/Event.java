package dev.orgrelay.relay.explorer;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One event about the organization {@code xx}. Values are its own, so that whoever sees one at the target knows whose it is.
 *
 * @param id such as {@code n5}: what it does, and when it happened
 * @param at in seconds; decides about order
 * @param name the display name it sets; empty if none
 * @param parent the parent it sets; empty if none
 */
record Event(String id, Operation operation, int at, Optional<String> name, Optional<String> parent) {

    static final OrganizationId SUBJECT = new OrganizationId("xx");
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    /** What is compared at the target. A delete sets both. */
    enum Part {
        NAME,
        PARENT
    }

    /** {@code create} (c), {@code rename} (n), {@code move} (m), {@code both} (u) or {@code delete} (d), and a time: {@code n5}; a letter behind tells equal ones apart. */
    static Event of(String id) {
        int at = id.charAt(1) - '0';
        Optional<String> name = Optional.of("name-" + id);
        Optional<String> parent = Optional.of("parent-" + id);
        return switch (id.charAt(0)) {
            case 'c' -> new Event(id, Operation.CREATE, at, name, parent);
            case 'n' -> new Event(id, Operation.UPDATE, at, name, Optional.empty());
            case 'm' -> new Event(id, Operation.UPDATE, at, Optional.empty(), parent);
            case 'u' -> new Event(id, Operation.UPDATE, at, name, parent);
            case 'd' -> new Event(id, Operation.DELETE, at, Optional.empty(), Optional.empty());
            default -> throw new IllegalArgumentException(id);
        };
    }

    boolean isDelete() {
        return operation == Operation.DELETE;
    }

    Set<Part> parts() {
        Set<Part> parts = isDelete() ? EnumSet.allOf(Part.class) : EnumSet.noneOf(Part.class);
        name.ifPresent(value -> parts.add(Part.NAME));
        parent.ifPresent(value -> parts.add(Part.PARENT));
        return parts;
    }

    Optional<String> value(Part part) {
        return part == Part.NAME ? name : parent;
    }

    Change change() {
        Provenance provenance = new Provenance(
                "hr",
                operation,
                Optional.empty(),
                Optional.of(id),
                Optional.of(START.minusSeconds(60 - at)),
                START.minusSeconds(30));
        Optional<OrganizationId> above = parent.map(OrganizationId::new);
        return switch (operation) {
            case CREATE -> new Change.Create("default", SUBJECT, name.orElseThrow(), above, provenance);
            case UPDATE ->
                new Change.Update(
                        "default",
                        SUBJECT,
                        name,
                        above.map(Placement::under).orElse(Placement.unchanged()),
                        provenance);
            default -> new Change.Delete("default", SUBJECT, provenance);
        };
    }
}
