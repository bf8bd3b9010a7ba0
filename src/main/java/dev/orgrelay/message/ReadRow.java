package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One of many rows: an element of an array, or a line of a file.
 *
 * @param position where it stands, for people: {@code [17]}, {@code line 4}
 * @param value as far as it can be read
 * @param mistake why it cannot be read
 */
public record ReadRow(String position, JsonNode value, Optional<String> mistake) {

    /** One that can be read. */
    public ReadRow(String position, JsonNode value) {
        this(position, value, Optional.empty());
    }
}
