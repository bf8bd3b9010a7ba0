package dev.orgrelay.proof;

import dev.orgrelay.organization.Text;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is wrong with a configuration, all of it, so that one start shows every mistake. */
final class SchemeMistakes {

    private final String key;
    private final Set<String> lines = new LinkedHashSet<>();

    SchemeMistakes(String key) {
        this.key = key;
    }

    void add(String setting, String value, String allowed) {
        lines.add(key + "." + setting + " = " + Text.shorten(value) + ": " + allowed);
    }

    void missing(String setting, String allowed) {
        lines.add(key + "." + setting + " is not set: " + allowed);
    }

    void secret(Secret secret, String wrong) {
        lines.add(key + "." + SchemeSettings.SECRETS + " = " + secret + ": " + wrong);
    }

    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", lines));
        }
    }
}
