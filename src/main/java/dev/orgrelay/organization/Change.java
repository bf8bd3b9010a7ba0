package dev.orgrelay.organization;

import java.util.Optional;
import java.util.function.Function;

/**
 * What should become true of one organization, and who says so. Applying a change twice is harmless.
 *
 * <p>The constructors throw {@link InvalidContentException} for content that no application can hold.
 */
public sealed interface Change {

    /** Name of the IoT Central application that it is for. */
    String application();

    /** The organization that changes. */
    OrganizationId organization();

    Provenance provenance();

    /** The display name that it sets, if it sets one. */
    Optional<String> displayName();

    /** The place that it asks for. */
    Placement placement();

    /** The same from somebody who may do no more than {@code effects}. */
    default Change allowing(AllowedEffects effects) {
        return with(provenance().allowing(effects));
    }

    /** The same from elsewhere. */
    default Change with(Provenance another) {
        return match(
                create -> new Create(application(), organization(), create.name(), create.parent(), another),
                update -> new Update(application(), organization(), displayName(), placement(), another),
                delete -> new Delete(application(), organization(), another));
    }

    /** One answer for each case. */
    <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete);

    /**
     * The whole organization should exist like this.
     *
     * @param name its display name, neither blank nor with control characters
     * @param parent the organization above, empty for the top level
     */
    record Create(
            String application,
            OrganizationId organization,
            String name,
            Optional<OrganizationId> parent,
            Provenance provenance)
            implements Change {

        public Create {
            name = Text.trim(name);
            requireName(name);
            requireOtherParent(organization, parent);
        }

        @Override
        public Optional<String> displayName() {
            return Optional.of(name);
        }

        @Override
        public Placement placement() {
            return Placement.of(parent);
        }

        @Override
        public <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete) {
            return create.apply(this);
        }
    }

    /**
     * Some fields of the organization should be like this; what is not mentioned stays.
     *
     * @param displayName its display name, as above; empty leaves it
     * @param placement its parent
     */
    record Update(
            String application,
            OrganizationId organization,
            Optional<String> displayName,
            Placement placement,
            Provenance provenance)
            implements Change {

        public Update {
            displayName = displayName.map(Text::trim);
            displayName.ifPresent(Change::requireName);
            requireOtherParent(organization, placement.parent());
        }

        @Override
        public <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete) {
            return update.apply(this);
        }
    }

    /** The organization should not exist. */
    record Delete(String application, OrganizationId organization, Provenance provenance) implements Change {

        @Override
        public Optional<String> displayName() {
            return Optional.empty();
        }

        @Override
        public Placement placement() {
            return Placement.unchanged();
        }

        @Override
        public <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete) {
            return delete.apply(this);
        }
    }

    private static void requireName(String name) {
        Organization.mistakeInName(name).ifPresent(mistake -> {
            throw new InvalidContentException(mistake);
        });
    }

    private static void requireOtherParent(OrganizationId organization, Optional<OrganizationId> parent) {
        if (parent.isPresent() && parent.get().equals(organization)) {
            throw new InvalidContentException("'" + organization + "' cannot be its own parent");
        }
    }
}
