package dev.orgrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Text;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** Reads the body of a PUT or PATCH, and refuses whatever an organization cannot have. */
record OrganizationBodyReader(ApiOperation operation, OrganizationId id) {

    /** The most characters of a display name; the vendor publishes no limit. */
    static final int NAME_LENGTH = 500;

    private static final Set<String> MEMBERS = Set.of("id", "displayName", "parent");

    Result<OrganizationBody> read(byte[] body) {
        Optional<JsonNode> object = SandboxJson.read(body).filter(JsonNode::isObject);
        return object.map(this::read)
                .orElseGet(() -> Result.refused(Refusal.badRequest("The body is not a JSON object.")));
    }

    private Result<OrganizationBody> read(JsonNode body) {
        Optional<Refusal> refusal =
                unknown(body).or(() -> id(body)).or(() -> displayName(body)).or(() -> parent(body));
        return Result.unless(
                refusal, () -> new OrganizationBody(text(body.get("displayName")), placement(body.get("parent"))));
    }

    private static Optional<Refusal> unknown(JsonNode body) {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                return Refusal.because("An organization has no member '" + Text.shorten(name) + "'.");
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> id(JsonNode body) {
        return !body.has("id")
                        || text(body.get("id")).filter(id.value()::equals).isPresent()
                ? Optional.empty()
                : Refusal.because("The id in the body is not the id in the path.");
    }

    private Optional<Refusal> displayName(JsonNode body) {
        if (!body.has("displayName")) {
            return operation == ApiOperation.CREATE
                    ? Refusal.because("The body has no displayName.")
                    : Optional.empty();
        }
        return text(body.get("displayName"))
                        .filter(OrganizationBodyReader::isName)
                        .isPresent()
                ? Optional.empty()
                : Refusal.because("The displayName is not text of 1 to " + NAME_LENGTH + " characters, or blank.");
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= NAME_LENGTH;
    }

    /** A merge patch removes with null (RFC 7396); for the whole organization null is no parent's id. */
    private Optional<Refusal> parent(JsonNode body) {
        JsonNode parent = body.get("parent");
        if (parent == null || (parent.isNull() && operation == ApiOperation.UPDATE)) {
            return Optional.empty();
        }
        return text(parent).filter(OrganizationId::isValid).isPresent()
                ? Optional.empty()
                : Refusal.because("The parent is not an organization id.");
    }

    private static Placement placement(JsonNode parent) {
        if (parent == null) {
            return Placement.unchanged();
        }
        return Placement.of(text(parent).map(OrganizationId::new));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
