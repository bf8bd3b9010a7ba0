package dev.orgrelay.azure;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The request with which the Functions host calls a function that is not an HTTP trigger.
 *
 * <p>{@code Data} has one member for each input binding, {@code Metadata} what the trigger adds. Values may be nested JSON or JSON text inside a string;
 * {@link Payload} reads both.
 */
@RegisterForReflection
public class Invocation {

    @JsonProperty("Data")
    private Map<String, JsonNode> data = new LinkedHashMap<>();

    @JsonProperty("Metadata")
    private Map<String, JsonNode> metadata = new LinkedHashMap<>();

    public Map<String, JsonNode> getData() {
        return data;
    }

    public void setData(Map<String, JsonNode> data) {
        this.data = data == null ? Map.of() : data;
    }

    public Map<String, JsonNode> getMetadata() {
        return metadata;
    }

    public void setMetadata(Map<String, JsonNode> metadata) {
        this.metadata = metadata == null ? Map.of() : metadata;
    }
}
