package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One entity of a table.
 *
 * @param version its ETag
 */
record TableEntity(JsonNode properties, String version) {

    /** What identifies an entity within its table. */
    record Id(String partition, String row) {

        static Id of(JsonNode properties) {
            return new Id(
                    properties.path("PartitionKey").asText(),
                    properties.path("RowKey").asText());
        }
    }
}
