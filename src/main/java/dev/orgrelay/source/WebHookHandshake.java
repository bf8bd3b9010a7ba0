package dev.orgrelay.source;

import dev.orgrelay.message.Delivery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Abuse protection of CloudEvents web hooks: a sender asks with {@code OPTIONS} whether it may deliver (HTTP 1.1 Web Hooks for Event Delivery, 4).
 *
 * <p>Consent is a matter of headers, not of the status. A {@code WebHook-Request-Callback} is never called, because a stranger could have written it.
 */
public final class WebHookHandshake {

    /** Allows every origin. */
    public static final String ANY = "*";

    private static final int MAX_ORIGIN_LENGTH = 255;
    private static final int MAX_RATE_DIGITS = 9;

    private WebHookHandshake() {}

    /** The answer to a request for permission: with consent if its origin is one of {@code allowedOrigins}, otherwise without. */
    public static HandshakeAnswer answer(Delivery request, Collection<String> allowedOrigins) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Allow", "POST");
        request.header("webhook-request-origin")
                .filter(origin -> isAllowed(origin, allowedOrigins))
                .ifPresent(origin -> {
                    headers.put("WebHook-Allowed-Origin", origin);
                    headers.put("WebHook-Allowed-Rate", rate(request));
                });
        return HandshakeAnswer.ofHeaders(headers);
    }

    private static boolean isAllowed(String origin, Collection<String> allowedOrigins) {
        return isName(origin) && allowedOrigins.stream().anyMatch(allowed -> allows(allowed, origin));
    }

    private static boolean allows(String allowed, String origin) {
        return allowed.equals(ANY) || allowed.equalsIgnoreCase(origin);
    }

    /** What is sent back in a header must not be able to end it. */
    private static boolean isName(String origin) {
        return !origin.isEmpty()
                && origin.length() <= MAX_ORIGIN_LENGTH
                && origin.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Whatever rate is asked for is granted: the relay slows senders down by itself when it has to. */
    private static String rate(Delivery request) {
        Optional<String> requested = request.header("webhook-request-rate");
        return requested.filter(WebHookHandshake::isRate).orElse(ANY);
    }

    private static boolean isRate(String rate) {
        return !rate.isEmpty()
                && rate.length() <= MAX_RATE_DIGITS
                && rate.charAt(0) != '0'
                && rate.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
