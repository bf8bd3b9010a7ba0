package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads one kind of value, or says what is allowed in its place. */
@SuppressWarnings("serial") // nobody writes it
public class StrictConverter<T> implements Converter<T> {

    private final Function<String, T> reading;
    private final String allowed;

    /**
     * @param reading throws something where it cannot; null stands for nothing
     * @param allowed such as {@code is a whole number}
     */
    protected StrictConverter(Function<String, T> reading, String allowed) {
        this.reading = reading;
        this.allowed = allowed;
    }

    @Override
    public final T convert(String value) {
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
