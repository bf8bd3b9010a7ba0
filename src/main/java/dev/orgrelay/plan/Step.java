package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.util.Optional;
import java.util.function.Function;

/** One call that brings an application closer to what is desired. */
public sealed interface Step {

    /** One answer for each case. */
    <T> T match(
            Function<Create, T> create,
            Function<Update, T> update,
            Function<Detour, T> detour,
            Function<Delete, T> delete);

    /** The organization that it changes. */
    default OrganizationId organization() {
        return before().or(this::after).orElseThrow().id();
    }

    /** How the organization is before all steps; empty if it does not exist. */
    default Optional<Organization> before() {
        return match(
                create -> Optional.empty(),
                update -> Optional.of(update.organizationBefore()),
                detour -> Optional.of(detour.organizationBefore()),
                delete -> Optional.of(delete.organizationBefore()));
    }

    /** How this step makes it; empty if it will not exist. */
    default Optional<Organization> after() {
        return match(
                create -> Optional.of(create.organizationAfter()),
                update -> Optional.of(update.organizationAfter()),
                detour -> Optional.of(detour.organizationAfter()),
                delete -> Optional.empty());
    }

    /** The word used in answers and logs. */
    default String word() {
        return match(create -> "create", update -> "update", detour -> "temporary-move", delete -> "delete");
    }

    /** The place that it gives to an organization that exists; unchanged for all else. */
    default Placement move() {
        return match(
                create -> Placement.unchanged(),
                Update::placement,
                detour -> Placement.topLevel(),
                delete -> Placement.unchanged());
    }

    /** Whether the organization gets a place by it, as a new one or by a move. */
    default boolean places() {
        return before().isEmpty() || move().isChange();
    }

    /** A new organization. */
    record Create(Organization organizationAfter) implements Step {

        @Override
        public <T> T match(
                Function<Create, T> create,
                Function<Update, T> update,
                Function<Detour, T> detour,
                Function<Delete, T> delete) {
            return create.apply(this);
        }
    }

    /** An organization gets another name, another parent, or both at once. */
    record Update(Organization organizationBefore, Organization organizationAfter) implements Step {

        /** The new display name, if it changes. */
        public Optional<String> displayName() {
            return Optional.of(organizationAfter.displayName())
                    .filter(name -> !name.equals(organizationBefore.displayName()));
        }

        /** The new place, if it changes. */
        public Placement placement() {
            return organizationAfter.parent().equals(organizationBefore.parent())
                    ? Placement.unchanged()
                    : Placement.of(organizationAfter.parent());
        }

        /** What is left of it if the organization must stay where it is; empty if nothing is. */
        Optional<Step> withoutMove() {
            Organization renamed = new Organization(
                    organizationAfter.id(), organizationAfter.displayName(), organizationBefore.parent());
            return displayName().map(name -> new Update(organizationBefore, renamed));
        }

        @Override
        public <T> T match(
                Function<Create, T> create,
                Function<Update, T> update,
                Function<Detour, T> detour,
                Function<Delete, T> delete) {
            return update.apply(this);
        }
    }

    /** A temporary move to the top level: a limit stands in the way of every order, and this organization has to move anyway. */
    record Detour(Organization organizationBefore) implements Step {

        Organization organizationAfter() {
            return new Organization(organizationBefore.id(), organizationBefore.displayName(), Optional.empty());
        }

        @Override
        public <T> T match(
                Function<Create, T> create,
                Function<Update, T> update,
                Function<Detour, T> detour,
                Function<Delete, T> delete) {
            return detour.apply(this);
        }
    }

    /** An organization that is not desired any more. */
    record Delete(Organization organizationBefore) implements Step {

        @Override
        public <T> T match(
                Function<Create, T> create,
                Function<Update, T> update,
                Function<Detour, T> detour,
                Function<Delete, T> delete) {
            return delete.apply(this);
        }
    }
}
