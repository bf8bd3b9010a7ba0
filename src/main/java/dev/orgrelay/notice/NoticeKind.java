package dev.orgrelay.notice;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What notices tell of. */
enum NoticeKind {
    /** An application is bad, as its calls tell. They are made every 5 seconds then, if there is anything to send. */
    APPLICATION("application.bad", "application.well", Duration.ofSeconds(20), "overview"),
    /** A source is bad, as its deliveries and snapshots tell. */
    SOURCE("source.bad", "source.well", Duration.ofSeconds(10), "deliveries?outcome=turned-away&source="),
    /** Nothing is heard from a source. */
    SILENT("source.silent", "source.heard", Duration.ZERO, "deliveries?source="),
    /** Dead letters of a source, until there was none for a minute; the second notice has the count of all. */
    REFUSED("changes.refused", "changes.refused", Duration.ofMinutes(1), "dead-letters?source="),
    /** Changes for an application stay deferred. */
    WAITING("changes.waiting", "", Duration.ofMinutes(10), "deliveries?outcome=deferred&application="),
    /** An application differs from what it should be like, and nobody applies that. */
    DRIFT("drift"),
    /** Deletes are held until a person releases them. */
    HELD("deletes.held"),
    /** The API token of an application ends. */
    TOKEN("token.ends"),
    /** Somebody wants to see whether notices arrive. */
    TEST("test");

    private static final String PREFIX = "dev.orgrelay.";

    private final String begin;
    private final String end;
    private final Duration stale;
    private final String path;

    /** Of what nobody tells the end. */
    NoticeKind(String begin) {
        this(begin, "", Duration.ZERO, "overview");
    }

    /** @param path where somebody sees more; the subject comes after {@code =} */
    NoticeKind(String begin, String end, Duration stale, String path) {
        this.begin = begin;
        this.end = end;
        this.stale = stale;
        this.path = path;
    }

    /** The type of the notice when it begins (CloudEvents). */
    String begin() {
        return PREFIX + begin;
    }

    /** The same when it is over; empty if nobody is told that. */
    Optional<String> end() {
        return Optional.of(end).filter(type -> !type.isEmpty()).map(PREFIX::concat);
    }

    /** The state when it is over; of an application in the words of the status. */
    String endState() {
        return this == APPLICATION ? "available" : this == SILENT ? "heard" : "well";
    }

    /** After what time what one instance has seen counts no more, if others see the contrary. */
    Duration stale() {
        return stale;
    }

    /** Under which its cause is remembered. */
    String key(String subject) {
        return name().toLowerCase(Locale.ROOT) + "/" + subject;
    }

    /** What a key stands for; empty if it is that of another version. */
    static Optional<NoticeKind> ofKey(String key) {
        return Arrays.stream(values())
                .filter(kind -> key.startsWith(kind.key("")))
                .findFirst();
    }

    /** Whose cause it is that is remembered under {@code key}. */
    String subject(String key) {
        return key.substring(key("").length());
    }

    /** The view of the console in which somebody sees more of it; behind {@code /api/} it is the same for programs. */
    String view(String subject) {
        return path.endsWith("=") ? path + subject : path;
    }

    /** What a notice calls its subject. */
    String noun() {
        return this == SOURCE || this == SILENT || this == REFUSED ? "source" : "application";
    }
}
