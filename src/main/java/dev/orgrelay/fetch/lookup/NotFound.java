package dev.orgrelay.fetch.lookup;

import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapped.ToRefetch;
import dev.orgrelay.organization.Change;

/** What it means that the sender does not know the organization. */
enum NotFound {
    DELETE {
        @Override
        Mapped meaning(ToRefetch refetch) {
            return new Mapped.ToApply(
                    new Change.Delete(refetch.application(), refetch.organization(), refetch.provenance()));
        }
    },
    IGNORE {
        @Override
        Mapped meaning(ToRefetch refetch) {
            return new Mapped.NothingToDo(refetch.provenance(), "the lookup does not find it");
        }
    },
    REFUSE {
        @Override
        Mapped meaning(ToRefetch refetch) {
            return refetch.unusable("the lookup does not find it");
        }
    };

    abstract Mapped meaning(ToRefetch refetch);
}
