package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads one kind of value, or says what is allowed in its place.
 *
 * @param allowed such as {@code is a whole number}
 */
@SuppressWarnings("serial") // nobody writes it
record StrictConverter<T>(Function<String, T> reading, String allowed) implements Converter<T> {

    @Override
    public T convert(String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            return null; // which SmallRye Config complains about
        }
        try {
            return reading.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(Text.shorten(value) + ": allowed " + allowed);
        }
    }
}
