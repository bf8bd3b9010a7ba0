package dev.orgrelay.organization;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What an update wants of an organization's parent: leave it, move to the top level, or move under another organization. */
public sealed interface Placement {

    /** Leaves the organization where it is. */
    static Placement unchanged() {
        return Unchanged.INSTANCE;
    }

    /** Moves the organization to the top level. */
    static Placement topLevel() {
        return TopLevel.INSTANCE;
    }

    /** Moves the organization under {@code parent}. */
    static Placement under(OrganizationId parent) {
        return new Under(parent);
    }

    /** The placement of an organization whose parent is known: under it, or at the top level without one. */
    static Placement of(Optional<OrganizationId> parent) {
        return parent.map(Placement::under).orElseGet(Placement::topLevel);
    }

    /** One answer for each case. */
    <T> T match(Supplier<T> unchanged, Supplier<T> topLevel, Function<OrganizationId, T> under);

    /** The organization to move under; empty for the other two cases. */
    default Optional<OrganizationId> parent() {
        return match(Optional::empty, Optional::empty, Optional::of);
    }

    /** Whether a parent, or the top level, is asked for. */
    default boolean isChange() {
        return this != Unchanged.INSTANCE;
    }

    enum Unchanged implements Placement {
        INSTANCE;

        @Override
        public <T> T match(Supplier<T> unchanged, Supplier<T> topLevel, Function<OrganizationId, T> under) {
            return unchanged.get();
        }
    }

    enum TopLevel implements Placement {
        INSTANCE;

        @Override
        public <T> T match(Supplier<T> unchanged, Supplier<T> topLevel, Function<OrganizationId, T> under) {
            return topLevel.get();
        }
    }

    record Under(OrganizationId organization) implements Placement {

        @Override
        public <T> T match(Supplier<T> unchanged, Supplier<T> topLevel, Function<OrganizationId, T> under) {
            return under.apply(organization);
        }
    }
}
