package dev.orgrelay.organization;

import java.util.Optional;

/**
 * An organization as Azure IoT Central knows it: exactly the three fields of its API.
 *
 * @param id unique in its application
 * @param displayName what people read; may be empty only when IoT Central answered so
 * @param parent the organization above, empty at the top level
 */
public record Organization(OrganizationId id, String displayName, Optional<OrganizationId> parent) {}
