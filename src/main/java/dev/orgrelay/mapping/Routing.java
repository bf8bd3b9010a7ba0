package dev.orgrelay.mapping;

import java.util.Map;
import java.util.Optional;

/**
 * Which application the changes of a source go to.
 *
 * @param source name of the configured sender
 * @param application for a source without tenants
 * @param tenants the application of each tenant; if there is any, every message must name one of them
 */
public record Routing(String source, String application, Map<String, String> tenants) {

    /** Empty if the tenant has no application: what belongs to one customer must not go to another. */
    Optional<String> applicationFor(Optional<String> tenant) {
        return tenants.isEmpty() ? Optional.of(application) : tenant.map(tenants::get);
    }
}
