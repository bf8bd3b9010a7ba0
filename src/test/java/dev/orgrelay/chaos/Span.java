package dev.orgrelay.chaos;

import java.time.Instant;

/** From when until when something was under way. */
record Span(Instant begin, Instant end) {

    Span and(Span other) {
        return new Span(begin.isBefore(other.begin) ? begin : other.begin, end.isAfter(other.end) ? end : other.end);
    }
}
