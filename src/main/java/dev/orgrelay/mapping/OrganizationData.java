package dev.orgrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Event;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.util.Locale;
import java.util.Optional;

/** The data of an event, read as an organization. Whatever cannot be one is an {@link InvalidContentException} that names the member. */
final class OrganizationData implements DescribedOrganization {

    private final Event event;
    private final JsonNode data;

    OrganizationData(Event event) {
        this.event = event;
        this.data = event.data();
    }

    /** From the data, otherwise from the last segment of the subject. */
    @Override
    public OrganizationId id() {
        JsonNode id = data.path("id");
        if (!id.isMissingNode() && !id.isTextual()) {
            throw new InvalidContentException("data.id must be text, not " + kind(id));
        }
        return named().map(OrganizationId::written)
                .orElseThrow(() -> new InvalidContentException("no id: data.id is missing and subject names none"));
    }

    @Override
    public Optional<String> displayName() {
        if (!data.isObject()) {
            throw new InvalidContentException("data must be an object, not " + kind(data));
        }
        JsonNode name = data.path("displayName");
        if (!name.isMissingNode() && !name.isTextual()) {
            throw new InvalidContentException("data.displayName must be text, not " + kind(name));
        }
        return Optional.ofNullable(name.textValue());
    }

    @Override
    public String nameOfDisplayName() {
        return "data.displayName";
    }

    @Override
    public Placement placement() {
        JsonNode parent = data.path("parent");
        if (parent.isMissingNode()) {
            return Placement.unchanged();
        }
        if (parent.isNull()) {
            return Placement.topLevel();
        }
        if (!parent.isTextual()) {
            throw new InvalidContentException("data.parent must be text or null, not " + kind(parent));
        }
        return Placement.under(parentId(parent.textValue()));
    }

    /** The id as it was written, whether it can be one or not. */
    Optional<String> named() {
        JsonNode id = data.path("id");
        return id.isValueNode() && !id.isNull()
                ? Optional.of(id.asText())
                : event.subject().map(OrganizationData::lastSegment).filter(segment -> !segment.isEmpty());
    }

    private static String lastSegment(String subject) {
        return subject.substring(subject.lastIndexOf('/') + 1);
    }

    private static OrganizationId parentId(String parent) {
        try {
            return OrganizationId.written(parent);
        } catch (InvalidContentException e) {
            throw new InvalidContentException("parent " + e.getMessage());
        }
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
