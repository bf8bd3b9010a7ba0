package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.Optional;

/** Changes for tests: {@code at} is in seconds after an hour that does not matter, and the event id is made of what the change says. */
public final class Changes {

    public static final Instant HOUR = Instant.parse("2026-11-23T10:00:00Z");

    private Changes() {}

    public static Change create(String id, String name, String parent, int at) {
        return new Change.Create(
                "default",
                new OrganizationId(id),
                name,
                Optional.ofNullable(parent).map(OrganizationId::new),
                provenance(Operation.CREATE, "create-" + id + "-" + at, at));
    }

    public static Change rename(String id, String name, int at) {
        return new Change.Update(
                "default",
                new OrganizationId(id),
                Optional.of(name),
                Placement.unchanged(),
                provenance(Operation.UPDATE, "rename-" + id + "-" + at, at));
    }

    public static Change move(String id, String parent, int at) {
        return new Change.Update(
                "default",
                new OrganizationId(id),
                Optional.empty(),
                Placement.of(Optional.ofNullable(parent).map(OrganizationId::new)),
                provenance(Operation.UPDATE, "move-" + id + "-" + at, at));
    }

    public static Change delete(String id, int at) {
        return new Change.Delete(
                "default", new OrganizationId(id), provenance(Operation.DELETE, "delete-" + id + "-" + at, at));
    }

    /** {@code delete} read from {@code message}. */
    public static Change withMessage(Change delete, String message) {
        Provenance from = delete.provenance();
        return new Change.Delete(
                delete.application(),
                delete.organization(),
                new Provenance(
                        from.source(),
                        from.operation(),
                        from.origin(),
                        from.eventId(),
                        from.occurredAt(),
                        from.receivedAt(),
                        from.sourceId(),
                        from.parentSourceId(),
                        from.tenant(),
                        Optional.of(new Original(message))));
    }

    /** The same, told by another event. */
    public static Change ofEvent(Change change, String id) {
        Provenance from = change.provenance();
        return change.with(new Provenance(
                from.source(), from.operation(), from.origin(), Optional.of(id), from.occurredAt(), from.receivedAt()));
    }

    private static Provenance provenance(Operation operation, String eventId, int at) {
        return new Provenance(
                "hr",
                operation,
                Optional.of("/hr/contoso"),
                Optional.of(eventId),
                Optional.of(HOUR.plusSeconds(at)),
                HOUR.plusSeconds(at + 1));
    }
}
