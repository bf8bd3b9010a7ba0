package dev.orgrelay.fetch.lookup;

import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapped.ToRefetch;
import dev.orgrelay.organization.Change;

/** What it means that the sender does not know the organization. */
enum NotFound {
    DELETE,
    IGNORE,
    REFUSE;

    Mapped meaning(ToRefetch refetch) {
        return switch (this) {
            case DELETE ->
                new Mapped.ToApply(
                        new Change.Delete(refetch.application(), refetch.organization(), refetch.provenance()));
            case IGNORE -> new Mapped.NothingToDo(refetch.provenance(), "the lookup does not find it");
            case REFUSE -> refetch.unusable("the lookup does not find it");
        };
    }
}
