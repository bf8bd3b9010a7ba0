package dev.orgrelay.intake.hierarchy;

import java.util.List;
import java.util.Optional;

/**
 * One record of a CSV file.
 *
 * @param line where it begins in the file, counted from 1
 * @param fields as far as they can be read
 * @param mistake what is wrong with its syntax
 */
record CsvRecord(int line, List<String> fields, Optional<String> mistake) {}
