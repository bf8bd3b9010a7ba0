package dev.orgrelay.relay;

import java.util.Locale;
import java.util.Optional;

/**
 * Which dead letters somebody wants to see: those of which all that is given is true.
 *
 * @param reason a part of the reason, in any case
 */
public record DeadLetterFilter(
        Optional<String> source,
        Optional<String> application,
        Optional<String> organization,
        Optional<String> outcome,
        Optional<String> reason) {

    /** All of them. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public boolean matches(DeadLetter letter) {
        return isOf(source, letter.provenance().source())
                && isOf(application, letter.application())
                && isOf(organization, letter.organization().orElse(""))
                && isOf(outcome, letter.outcome())
                && reason.map(DeadLetterFilter::lowerCase)
                        .filter(part -> !lowerCase(letter.reason()).contains(part))
                        .isEmpty();
    }

    private static boolean isOf(Optional<String> wanted, String value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
