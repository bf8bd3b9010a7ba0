package dev.orgrelay.docs;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Locale;

/** One key of the configuration, everything but its name in Markdown. */
record Key(String name, String type, String whenNotSet, String description) {

    /** The part of a name that whoever configures chooses. */
    static final String CHOSEN = "<name>";

    /** As SmallRye Config derives it; a chosen part counts as quoted there. */
    String environmentVariable() {
        String quoted = name.replace('<', '"').replace('>', '"');
        return StringUtil.replaceNonAlphanumericByUnderscores(quoted).toUpperCase(Locale.ROOT);
    }
}
