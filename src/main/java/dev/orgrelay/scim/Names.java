package dev.orgrelay.scim;

import dev.orgrelay.organization.Text;
import java.util.Locale;

/** When two display names are the same one: in any case, whatever nobody sees at either end. */
final class Names {

    private Names() {}

    /** The same for all names that are the same one. */
    static String folded(String name) {
        return inOneCase(Text.trim(name));
    }

    static String inOneCase(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
