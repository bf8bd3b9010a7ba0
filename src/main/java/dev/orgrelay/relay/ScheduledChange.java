package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A change that is kept until it takes effect.
 *
 * @param id sorts by that time
 */
public record ScheduledChange(String id, Instant effectiveAt, Change change) {

    private static final int KEY_LENGTH = "20270601T000000Z-0123456789abcdef".length();
    private static final Pattern ID = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{16}-[0-9]{4,9}");

    static ScheduledChange of(String key, int number, Change change) {
        return new ScheduledChange(
                key + String.format("-%04d", number),
                change.provenance().occurredAt().orElseThrow(),
                change);
    }

    /** Whether it is, or was, or may be the id of one. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The key of its row. */
    static String key(String id) {
        return id.substring(0, KEY_LENGTH);
    }

    static int number(String id) {
        return Integer.parseInt(id, KEY_LENGTH + 1, id.length(), 10);
    }

    /** What is before the key of its row, and behind all others before that. */
    static String beforeRow(String id) {
        return id.substring(0, KEY_LENGTH - 1);
    }
}
