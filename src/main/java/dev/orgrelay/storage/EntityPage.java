package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Some entities of a table, without their ETags.
 *
 * @param next the query options that lead to the following ones; empty if there are none
 */
record EntityPage(List<JsonNode> properties, Map<String, String> next) {}
