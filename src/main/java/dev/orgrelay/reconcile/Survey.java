package dev.orgrelay.reconcile;

import dev.orgrelay.central.Central;
import dev.orgrelay.central.Listing;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.relay.Ownership;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One look at an application: what it lists, and what of that is owned, if somebody asks. */
record Survey(Listing all, Set<OrganizationId> owned) {

    /**
     * Costs one list.
     *
     * @param ownership empty if nobody asks
     * @param isForGood whether what turns out not to be owned loses its row
     */
    static Uni<Survey> of(Central central, String application, Optional<Ownership> ownership, boolean isForGood) {
        return ownership
                .map(owners -> owners.rows(application).flatMap(rows -> central.list()
                        .flatMap(all -> owners.owned(application, rows, all.organizations(), isForGood)
                                .map(owned -> new Survey(all, owned)))))
                .orElseGet(() -> central.list().map(all -> new Survey(all, Set.of())));
    }

    /** What can be read, is not owned, and is {@code scope} or below it. */
    List<Organization> foreign(Optional<OrganizationId> scope) {
        return within(scope)
                .filter(one -> !isOwned(one) && !all.unreadable().containsKey(one.id()))
                .toList();
    }

    /** How many are owned of what is {@code scope} or below it. */
    int countOwned(Optional<OrganizationId> scope) {
        return (int) within(scope).filter(this::isOwned).count();
    }

    boolean isOwned(Organization one) {
        return owned.contains(one.id());
    }

    private Stream<Organization> within(Optional<OrganizationId> scope) {
        Hierarchy hierarchy = Hierarchy.of(all.organizations());
        scope.filter(root -> hierarchy.find(root).isEmpty()).ifPresent(root -> {
            throw new InvalidContentException("scope = " + root + ": there is no such organization");
        });
        return hierarchy.organizations().stream().filter(one -> scope.map(root -> hierarchy.isWithin(one.id(), root))
                .orElse(true));
    }
}
