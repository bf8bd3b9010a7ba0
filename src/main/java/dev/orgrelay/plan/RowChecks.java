package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Draft.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with a row by itself or beside others: its id, its name, its parent. */
final class RowChecks {

    private static final String ALLOWED = "2 to 48 of a-z, 0-9 and -, no - at the beginning or the end";

    private final List<Row> rows;
    private final Optional<OrganizationId> scope;
    private final Set<String> ids = new HashSet<>();
    private final List<String> mistakes = new ArrayList<>();

    RowChecks(List<Row> rows, Optional<OrganizationId> scope) {
        this.rows = rows;
        this.scope = scope;
        rows.forEach(row -> row.id().ifPresent(ids::add));
        Map<String, Row> first = new HashMap<>();
        rows.forEach(row -> check(row, first));
    }

    List<String> mistakes() {
        return mistakes;
    }

    /** The rows that can be organizations. */
    List<Organization> organizations() {
        return rows.stream().flatMap(row -> organization(row).stream()).toList();
    }

    private void check(Row row, Map<String, Row> first) {
        checkId(row, first);
        if (row.displayName().filter(name -> !name.isBlank()).isEmpty()) {
            tell(row, named(row) + "displayName is " + (row.displayName().isEmpty() ? "missing" : "blank"));
        }
        row.parent().ifPresent(parent -> checkParent(row, parent));
    }

    private void checkId(Row row, Map<String, Row> first) {
        String id = row.id().orElse("");
        if (id.isBlank()) {
            tell(row, "id is " + (row.id().isEmpty() ? "missing" : "blank"));
        } else if (first.containsKey(id)) {
            tell(
                    row,
                    "id '" + Text.shorten(id) + "' is used by " + first.get(id).position() + " already");
        } else {
            first.put(id, row);
            if (!OrganizationId.isValid(id)) {
                tell(row, "id '" + Text.shorten(id) + "' is not allowed: " + ALLOWED);
            }
        }
    }

    private void checkParent(Row row, String parent) {
        if (row.id().filter(parent::equals).isPresent()) {
            tell(row, "'" + Text.shorten(parent) + "' is its own parent");
        } else if (!ids.contains(parent) && !isRootOfScope(row, parent)) {
            tell(row, named(row) + "parent '" + Text.shorten(parent) + "' is not in the hierarchy");
        }
    }

    private boolean isRootOfScope(Row row, String parent) {
        return OrganizationId.isValid(parent)
                && scope.filter(root -> row.id().filter(root.value()::equals).isPresent())
                        .isPresent();
    }

    private void tell(Row row, String mistake) {
        mistakes.add(row.position() + ": " + mistake);
    }

    private static String named(Row row) {
        return row.id()
                .filter(id -> !id.isBlank())
                .map(id -> "'" + Text.shorten(id) + "': ")
                .orElse("");
    }

    private static Optional<Organization> organization(Row row) {
        return row.id().filter(OrganizationId::isValid).flatMap(id -> row.displayName()
                .map(name -> new Organization(
                        new OrganizationId(id),
                        name,
                        row.parent().filter(OrganizationId::isValid).map(OrganizationId::new))));
    }
}
