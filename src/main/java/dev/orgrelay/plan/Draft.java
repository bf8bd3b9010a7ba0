package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hierarchy as somebody wrote it down, checked: either it makes sense as a whole, or all of its mistakes are known at once.
 *
 * @param mistakes one sentence for each mistake, with its position and the value; at most {@value #MOST_MISTAKES}, and how many more there are
 * @param organizations what could be understood; the whole hierarchy if there are no mistakes
 */
public record Draft(List<String> mistakes, List<Organization> organizations) {

    /**
     * One row of a hierarchy as it was handed in, unchecked.
     *
     * @param position where it is, for people: {@code line 4}, {@code [3]}, {@code [3].children[0]}
     * @param id the organization id, as text; empty if there is none
     * @param displayName the display name; empty if there is none
     * @param parent the organization id of the parent, as text; empty for the top level
     */
    public record Row(String position, Optional<String> id, Optional<String> displayName, Optional<String> parent) {}

    /** The most mistakes that are told. */
    public static final int MOST_MISTAKES = 100;

    /**
     * Checks {@code rows} for an application with {@code limits}.
     *
     * @param scope the root of what the hierarchy is about: the parent of this organization need not be in it
     */
    public static Draft of(List<Row> rows, Limits limits, Optional<OrganizationId> scope) {
        if (rows.isEmpty()) {
            return new Draft(List.of("the hierarchy is empty"), List.of());
        }
        RowChecks checked = new RowChecks(rows, limits, scope);
        List<String> mistakes = Stream.of(checked.mistakes(), size(rows, limits), missing(scope, rows))
                .flatMap(List::stream)
                .toList();
        return new Draft(shortened(mistakes), checked.organizations());
    }

    /** Whether it can be used. */
    public boolean isSound() {
        return mistakes.isEmpty();
    }

    /** The hierarchy; only of a sound draft. */
    public Hierarchy hierarchy() {
        if (!isSound()) {
            throw new IllegalStateException("a draft with mistakes is no hierarchy");
        }
        return Hierarchy.of(organizations);
    }

    private static List<String> size(List<Row> rows, Limits limits) {
        return rows.size() > limits.organizations()
                ? List.of(Text.count(rows.size(), "organization") + ": the application can hold "
                        + limits.organizations())
                : List.of();
    }

    private static List<String> missing(Optional<OrganizationId> scope, List<Row> rows) {
        return scope.filter(root -> rows.stream()
                        .noneMatch(row -> row.id().filter(root.value()::equals).isPresent()))
                .map(root -> List.of("'" + root + "', the root of the scope, is not in the hierarchy"))
                .orElse(List.of());
    }

    private static List<String> shortened(List<String> mistakes) {
        if (mistakes.size() <= MOST_MISTAKES) {
            return mistakes;
        }
        List<String> first = new ArrayList<>(mistakes.subList(0, MOST_MISTAKES));
        first.add("and " + Text.count(mistakes.size() - MOST_MISTAKES, "more mistake"));
        return List.copyOf(first);
    }
}
