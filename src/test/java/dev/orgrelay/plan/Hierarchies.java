package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Draft.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hierarchies for tests, written as {@code seattle<washington} or {@code washington}; the name is the id unless {@code =name} follows. */
public final class Hierarchies {

    private Hierarchies() {}

    public static Hierarchy hierarchy(String... organizations) {
        return Hierarchy.of(
                Stream.of(organizations).map(Hierarchies::organization).toList());
    }

    public static Organization organization(String text) {
        String[] named = text.split("=", 2);
        String[] placed = named[0].split("<", 2);
        return new Organization(
                id(placed[0]),
                named.length > 1 ? named[1] : placed[0],
                placed.length > 1 ? Optional.of(id(placed[1])) : Optional.empty());
    }

    public static OrganizationId id(String id) {
        return new OrganizationId(id);
    }

    public static Row row(String position, String id, String displayName, String parent) {
        return new Row(
                position, Optional.ofNullable(id), Optional.ofNullable(displayName), Optional.ofNullable(parent));
    }

    public static List<Row> rows(Hierarchy hierarchy) {
        return hierarchy.organizations().stream()
                .map(organization -> row(
                        organization.id().value(),
                        organization.id().value(),
                        organization.displayName(),
                        organization.parent().map(OrganizationId::value).orElse(null)))
                .toList();
    }
}
