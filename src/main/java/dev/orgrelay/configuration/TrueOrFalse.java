package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import java.io.Serial;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;

/** A switch; what SmallRye Config does not understand is false to it, so that {@code tru} would go unnoticed. */
final class TrueOrFalse implements Converter<Boolean> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "n", "off");

    @Override
    public Boolean convert(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return null; // which SmallRye Config complains about
        }
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw new IllegalArgumentException(Text.shorten(value) + ": allowed are true and false");
        }
        return TRUE.contains(word);
    }
}
