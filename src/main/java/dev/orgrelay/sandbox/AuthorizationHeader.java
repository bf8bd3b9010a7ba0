package dev.orgrelay.sandbox;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks at the form of an {@code Authorization} header. No secret is known here, so no signature is verified.
 *
 * <p>Two forms: {@code SharedAccessSignature sr=..&sig=..&skn=..&se=..}, with {@code se} in milliseconds since the epoch, and
 * {@code Bearer ..}.
 */
record AuthorizationHeader(Clock clock) {

    private static final String SIGNATURE = "SharedAccessSignature ";
    private static final Set<String> PARTS = Set.of("sr", "sig", "skn", "se");
    private static final Pattern BEARER = Pattern.compile("Bearer [A-Za-z0-9._~+/-]+=*");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,18}");

    /** Why it would not be accepted, if so. */
    Optional<Refusal> refusal(Optional<String> authorization) {
        if (authorization.isEmpty()) {
            return because("The request carries no authentication token.");
        }
        String value = authorization.get();
        return value.startsWith(SIGNATURE)
                ? signature(value.substring(SIGNATURE.length()))
                : because("The authentication token has an unknown form.")
                        .filter(refusal -> !BEARER.matcher(value).matches());
    }

    private Optional<Refusal> signature(String text) {
        Map<String, String> parts = parts(text);
        if (!parts.keySet().equals(PARTS) || parts.containsValue("")) {
            return because("The authentication token does not consist of sr, sig, skn and se.");
        }
        String expiry = parts.get("se");
        if (!MILLISECONDS.matcher(expiry).matches()) {
            return because("The expiry time of the authentication token is not a number of milliseconds.");
        }
        return because("The authentication token has expired.")
                .filter(refusal -> Long.parseLong(expiry) <= clock.millis());
    }

    /** A repeated part counts as an empty one. */
    private static Map<String, String> parts(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(
                        part -> part[0], part -> part.length == 2 ? part[1] : "", (first, second) -> ""));
    }

    private static Optional<Refusal> because(String sentence) {
        return Optional.of(Refusal.unauthenticated(sentence));
    }
}
