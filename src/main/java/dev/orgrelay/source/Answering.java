package dev.orgrelay.source;

import dev.orgrelay.configuration.Words;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * What a sender hears.
 *
 * @param form in which it hears what became of its messages
 * @param application whose organizations it may read, if it reads at all
 */
public record Answering(Form form, String application) {

    /** The form of an answer. */
    public enum Form {
        /** What became of each message. */
        REPORT,
        /** The resources and errors that a SCIM 2.0 client works with (RFC 7644). */
        SCIM;

        /** Its converter. */
        @SuppressWarnings("serial") // nobody writes it
        public static final class Word implements Converter<Form> {
            @Override
            public Form convert(String text) {
                return Words.convert(Form.class, text);
            }
        }
    }

    public boolean isScim() {
        return form == Form.SCIM;
    }
}
