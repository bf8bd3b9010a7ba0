package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which changes that arrived together are tried: who creates a parent before those who need it, and the changes of one organization as they
 * came. Otherwise as they came.
 */
final class BatchOrder {

    private final List<Change> changes;
    private final Map<OrganizationId, List<Integer>> ofOrganization = new HashMap<>();
    private final Set<Integer> order = new LinkedHashSet<>();
    private final Set<OrganizationId> underWay = new HashSet<>();

    private BatchOrder(List<Change> changes, List<Integer> indexes) {
        this.changes = changes;
        indexes.forEach(index -> ofOrganization
                .computeIfAbsent(changes.get(index).organization(), id -> new ArrayList<>())
                .add(index));
    }

    /**
     * @param indexes which of {@code changes}, all for one application
     * @return the same indexes in order
     */
    static List<Integer> of(List<Change> changes, List<Integer> indexes) {
        BatchOrder order = new BatchOrder(changes, indexes);
        indexes.forEach(order::place);
        return List.copyOf(order.order);
    }

    /** With everything of its organization that came before it, and what these need. A circle of parents is left as it is. */
    private void place(int index) {
        OrganizationId organization = changes.get(index).organization();
        if (order.contains(index) || !underWay.add(organization)) {
            return;
        }
        for (int next : ofOrganization.get(organization)) {
            if (next <= index && !order.contains(next)) {
                changes.get(next).placement().parent().ifPresent(this::placeCreatorOf);
                order.add(next);
            }
        }
        underWay.remove(organization);
    }

    private void placeCreatorOf(OrganizationId parent) {
        ofOrganization.getOrDefault(parent, List.of()).stream()
                .filter(index -> changes.get(index).displayName().isPresent())
                .findFirst()
                .ifPresent(this::place);
    }
}
