package dev.orgrelay.scim;

import dev.orgrelay.central.Listing;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Limits;
import dev.orgrelay.source.ScimSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The groups of a source at one moment: the organizations that IoT Central holds in its scope, with what was changed since they were listed, joined with what is remembered. */
final class Groups {

    /** Clocks of instances may differ by so much. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final ScimSettings settings;
    private final Hierarchy hierarchy;
    private final Limits limits;
    private final Map<String, Group> byId = new TreeMap<>();
    private final Map<String, Group> byName = new HashMap<>();
    private final Map<String, List<Group>> byExternalId = new HashMap<>();

    private Groups(ScimSettings settings, Hierarchy hierarchy, Limits limits) {
        this.settings = settings;
        this.hierarchy = hierarchy;
        this.limits = limits;
    }

    /** @param listedAt when IoT Central was asked for {@code listing} */
    static Groups of(
            ScimSettings settings,
            Listing listing,
            Instant listedAt,
            Map<OrganizationId, GroupRow> rows,
            Limits limits) {
        Map<OrganizationId, Organization> all = new LinkedHashMap<>();
        listing.organizations().forEach(organization -> all.put(organization.id(), organization));
        rows.values().stream()
                .filter(row -> row.applied().isAfter(listedAt.minus(SKEW)))
                .forEach(row -> lay(row, all));
        Groups groups = new Groups(settings, Hierarchy.of(all.values()), limits);
        all.values().stream()
                .filter(groups::isInScope)
                .map(organization -> group(organization, Optional.ofNullable(rows.get(organization.id()))))
                .forEach(groups::add);
        if (settings.hasParents()) {
            groups.byId.replaceAll((id, group) -> groups.withParent(group));
        }
        return groups;
    }

    private static Group group(Organization organization, Optional<GroupRow> row) {
        return new Group(organization, row.map(GroupRow::ofWhatIsThere), Optional.empty(), List.of());
    }

    private void add(Group group) {
        byId.put(group.id().value(), group);
        byName.putIfAbsent(Group.folded(group.displayName()), group);
        group.externalId().ifPresent(id -> byExternalId
                .computeIfAbsent(id, text -> new ArrayList<>())
                .add(group));
    }

    private static void lay(GroupRow row, Map<OrganizationId, Organization> all) {
        if (row.isDeleted()) {
            all.remove(row.id());
        } else {
            all.put(row.id(), row.organization());
        }
    }

    /** Below the organization that is the scope; that one itself is nobody's to change. */
    private boolean isInScope(Organization organization) {
        return settings.scope()
                .map(scope -> !organization.id().equals(scope) && hierarchy.isWithin(organization.id(), scope))
                .orElse(true);
    }

    /** What the client has said, as long as that is so or may become so. */
    private Group withParent(Group group) {
        Optional<Group> above = above(group);
        Optional<String> said = group.row().flatMap(GroupRow::parent);
        boolean isSo =
                said.map(text -> named(text).isEmpty() || isAmong(text, above)).orElse(false);
        Optional<String> parent = isSo ? said : above.map(found -> found.id().value());
        return new Group(group.organization(), group.row(), parent, group.members());
    }

    private boolean isAmong(String text, Optional<Group> above) {
        return above.filter(
                        found -> named(text).stream().anyMatch(one -> one.id().equals(found.id())))
                .isPresent();
    }

    /** In the order of their ids, so that pages stay what they are. */
    List<Group> all() {
        return List.copyOf(byId.values());
    }

    Optional<Group> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Group require(String id) {
        return find(id).orElseThrow(() -> ScimException.noSuchGroup(id));
    }

    /** The group of that name, in any case. */
    Optional<Group> ofName(String name) {
        return Optional.ofNullable(byName.get(Group.folded(name)))
                .flatMap(group -> find(group.id().value()));
    }

    /** The groups that {@code text} may mean: by id, else by externalId, else by displayName. */
    List<Group> named(String text) {
        if (byId.containsKey(text)) {
            return List.of(byId.get(text));
        }
        List<Group> found = byExternalId.getOrDefault(text, List.of());
        return found.isEmpty() ? ofName(text).stream().toList() : found;
    }

    /** The group above {@code group}; empty at the top. */
    Optional<Group> above(Group group) {
        return group.organization().parent().flatMap(parent -> find(parent.value()));
    }

    /** Where groups are that have none above. */
    Optional<OrganizationId> top() {
        return settings.scope();
    }

    Hierarchy hierarchy() {
        return hierarchy;
    }

    Limits limits() {
        return limits;
    }
}
