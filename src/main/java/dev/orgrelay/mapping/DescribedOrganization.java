package dev.orgrelay.mapping;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import java.util.Optional;

/** An organization as a message describes it, with or without a mapping. What cannot be a part of one is an {@link InvalidContentException}. */
interface DescribedOrganization {

    OrganizationId id();

    Optional<String> displayName();

    Placement placement();

    /** What the member is called that has the display name. */
    String nameOfDisplayName();

    /** What that means: it is to be created, changed or deleted, as {@code provenance} says. */
    default Mapped meaning(String application, Provenance provenance) {
        Operation operation = provenance.operation();
        if (operation == Operation.DELETE) {
            return new Mapped.ToApply(new Change.Delete(application, id(), provenance));
        }
        Optional<String> name = displayName();
        if (operation == Operation.CREATE) {
            return create(name, application, provenance);
        }
        Placement placement = placement();
        if (operation == Operation.UPSERT && name.isPresent() && placement.isChange()) {
            // Nothing is left to be unchanged, so one PUT does it, whether the organization exists or not.
            return create(name, application, provenance);
        }
        Change update = new Change.Update(application, id(), name, placement, provenance);
        return name.isPresent() || placement.isChange()
                ? new Mapped.ToApply(update)
                : new Mapped.NothingToDo(provenance, "it changes nothing: neither displayName nor parent is there");
    }

    private Mapped create(Optional<String> displayName, String application, Provenance provenance) {
        String name = displayName.orElseThrow(
                () -> new InvalidContentException(nameOfDisplayName() + " is missing, a new organization needs one"));
        return new Mapped.ToApply(
                new Change.Create(application, id(), name, placement().parent(), provenance));
    }
}
