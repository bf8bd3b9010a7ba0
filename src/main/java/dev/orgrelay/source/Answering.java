package dev.orgrelay.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

        /** What a setting names. */
        static Optional<Form> parse(String word) {
            return Arrays.stream(values())
                    .filter(form -> form.name()
                            .toLowerCase(Locale.ROOT)
                            .equals(word.strip().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    public boolean isScim() {
        return form == Form.SCIM;
    }
}
