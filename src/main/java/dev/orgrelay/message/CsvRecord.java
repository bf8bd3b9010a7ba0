package dev.orgrelay.message;

import dev.orgrelay.organization.Text;
import java.util.List;
import java.util.Optional;

/**
 * One record of a CSV file.
 *
 * @param line where it begins in the file, counted from 1
 * @param fields as far as they can be read
 * @param mistake what is wrong with its syntax
 */
record CsvRecord(int line, List<String> fields, Optional<String> mistake) {

    /** Whether nothing is in it: spreadsheets write rows of separators where a row was emptied. */
    boolean isBlank() {
        return mistake.isEmpty() && width() == 0;
    }

    /** How many of its fields there are up to the last one in which anything is. */
    int width() {
        int width = fields.size();
        while (width > 0 && Text.trim(fields.get(width - 1)).isEmpty()) {
            width--;
        }
        return width;
    }
}
