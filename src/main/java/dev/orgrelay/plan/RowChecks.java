package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Draft.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be wrong with rows: with each by itself or beside others, and with the whole, sound or not: circles, and too many levels. */
final class RowChecks {

    private static final String ALLOWED = "2 to 48 of a-z, 0-9 and -, no - at the beginning or the end";

    /** The most characters of a mistake that many rows make together. */
    private static final int LONGEST = 200;

    private final List<Row> rows;
    private final Optional<OrganizationId> scope;
    private final Map<String, Row> byId = new HashMap<>();
    private final Set<Row> known = new HashSet<>();
    private final List<String> mistakes = new ArrayList<>();

    RowChecks(List<Row> rows, Limits limits, Optional<OrganizationId> scope) {
        this.rows = rows;
        this.scope = scope;
        rows.forEach(row -> row.id().ifPresent(id -> byId.putIfAbsent(id, row)));
        rows.forEach(this::check);
        rows.forEach(row -> checkLine(row, limits));
    }

    List<String> mistakes() {
        return mistakes;
    }

    /** The rows that can be organizations. */
    List<Organization> organizations() {
        return rows.stream().flatMap(row -> organization(row).stream()).toList();
    }

    private void check(Row row) {
        checkId(row);
        row.displayName()
                .map(Organization::mistakeInName)
                .orElse(Optional.of("displayName is missing"))
                .ifPresent(mistake -> tell(row, named(row) + mistake));
        row.parent().ifPresent(parent -> checkParent(row, parent));
    }

    private void checkId(Row row) {
        String id = row.id().orElse("");
        if (id.isBlank()) {
            tell(row, "id is " + (row.id().isEmpty() ? "missing" : "blank"));
        } else if (!byId.get(id).equals(row)) {
            tell(row, "id '" + Text.shorten(id) + "' is used by " + byId.get(id).position() + " already");
        } else if (!OrganizationId.isValid(id)) {
            tell(row, "id '" + Text.shorten(id) + "' is not allowed: " + ALLOWED);
        }
    }

    private void checkParent(Row row, String parent) {
        if (row.id().filter(parent::equals).isPresent()) {
            tell(row, "'" + Text.shorten(parent) + "' is its own parent");
        } else if (!byId.containsKey(parent) && !isRootOfScope(row, parent)) {
            tell(row, named(row) + "parent '" + Text.shorten(parent) + "' is not in the hierarchy");
        }
    }

    private boolean isRootOfScope(Row row, String parent) {
        return OrganizationId.isValid(parent)
                && scope.filter(root -> row.id().filter(root.value()::equals).isPresent())
                        .isPresent();
    }

    private void checkLine(Row row, Limits limits) {
        circleAbove(row).ifPresent(mistakes::add);
        int tooDeep = limits.depth() + 1;
        if (isOnLevel(row, tooDeep)) {
            tell(row, "'" + shortId(row) + "' is on level " + tooDeep + ": the application can have " + limits.depth());
        }
    }

    /** The circle that {@code row} is in or leads to, if nobody has run into it before. */
    private Optional<String> circleAbove(Row row) {
        Set<Row> line = new LinkedHashSet<>();
        Optional<Row> at = Optional.of(row);
        while (at.isPresent() && !known.contains(at.get()) && line.add(at.get())) {
            at = above(at.get());
        }
        known.addAll(line);
        return at.filter(line::contains).flatMap(entry -> circle(line, entry));
    }

    /** An organization that is its own parent is told elsewhere. */
    private static Optional<String> circle(Set<Row> line, Row entry) {
        List<Row> circle = line.stream().dropWhile(row -> !row.equals(entry)).toList();
        if (circle.size() == 1) {
            return Optional.empty();
        }
        String positions = circle.stream().map(Row::position).collect(Collectors.joining(", "));
        String ids = circle.stream().map(row -> "'" + shortId(row) + "' below ").collect(Collectors.joining());
        String whole = positions + ": a circle: " + ids + "'" + shortId(circle.get(0)) + "'";
        return Optional.of(whole.length() <= LONGEST ? whole : beginning(circle, ids));
    }

    private static String beginning(List<Row> circle, String ids) {
        String head = circle.get(0).position() + ": a circle of " + circle.size() + " organizations: ";
        return head + Text.shorten(ids, Math.max(Text.SHOWN, LONGEST - head.length() - 1));
    }

    private boolean isOnLevel(Row row, int level) {
        Optional<Row> top = Optional.of(row);
        for (int i = 1; i < level && top.isPresent(); i++) {
            top = top.flatMap(this::above);
        }
        return top.isPresent() && above(top.get()).isEmpty();
    }

    private static String shortId(Row row) {
        return row.id().map(Text::shorten).orElse("");
    }

    private Optional<Row> above(Row row) {
        return row.parent().map(byId::get);
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
