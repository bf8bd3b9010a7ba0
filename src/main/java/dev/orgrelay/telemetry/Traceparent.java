package dev.orgrelay.telemetry;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header {@code traceparent} of a sender, if it is one.
 *
 * @param value as it is passed on
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
record Traceparent(String value) {

    static final String HEADER = "traceparent";

    private static final int LENGTH = 55;
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Empty for everything that is not exactly of version 00; a trace is not worth a refused message. */
    static Optional<Traceparent> read(String text) {
        return text != null && text.length() == LENGTH && FORM.matcher(text).matches()
                ? Optional.of(new Traceparent(text))
                : Optional.empty();
    }

    String traceId() {
        return value.substring(3, 35);
    }

    String spanId() {
        return value.substring(36, 52);
    }

    /** Flags as two hex digits. */
    String flags() {
        return value.substring(53);
    }
}
