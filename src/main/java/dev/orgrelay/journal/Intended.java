package dev.orgrelay.journal;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Placement;
import java.util.Optional;

/**
 * What a message asks for, as far as that is known.
 *
 * @param isChange whether it became a change
 * @param organization the id that it names, valid or not
 */
public record Intended(
        boolean isChange,
        Optional<String> application,
        Optional<String> organization,
        Optional<String> displayName,
        Placement placement) {

    private static final int LONGEST = 2_000;

    public static Intended of(Change change) {
        return new Intended(
                true,
                Optional.of(change.application()),
                Optional.of(change.organization().value()),
                change.displayName().map(Intended::shortened),
                change.placement());
    }

    /** Something that became no change. */
    public static Intended of(Optional<String> application, Optional<String> organization) {
        return new Intended(
                false, application, organization.map(Intended::shortened), Optional.empty(), Placement.unchanged());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
