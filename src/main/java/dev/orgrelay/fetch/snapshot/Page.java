package dev.orgrelay.fetch.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.ReadRow;
import java.net.URI;
import java.util.List;

/**
 * One page of a snapshot.
 *
 * @param number its place, beginning with 1
 * @param uri where it was read
 * @param links the values of its header {@code Link}
 * @param body the whole page, if it is a JSON document
 * @param elements what is in it
 */
record Page(int number, URI uri, List<String> links, JsonNode body, List<ReadRow> elements) {}
