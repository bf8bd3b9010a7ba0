package dev.orgrelay.central;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Organizations as the API has them. In its answers members may be missing, and others are none of our business. Answers may be in any UTF, with a byte order
 * mark or without (RFC 8259 leaves no choice, but gateways do).
 */
final class OrganizationJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OrganizationJson() {}

    /** The body of a create. */
    static byte[] whole(String displayName, Optional<OrganizationId> parent) {
        ObjectNode body = JSON.createObjectNode().put("displayName", displayName);
        parent.ifPresent(above -> body.put("parent", above.value()));
        return bytes(body);
    }

    /** The body of an update, which mentions what changes. */
    static byte[] patch(Optional<String> displayName, Placement placement) {
        ObjectNode body = JSON.createObjectNode();
        displayName.ifPresent(name -> body.put("displayName", name));
        if (placement.isChange()) {
            body.put("parent", placement.parent().map(OrganizationId::value).orElse(null));
        }
        return bytes(body);
    }

    /** @throws CentralException if {@code answer} is no organization */
    static Organization read(byte[] answer) {
        JsonNode json = parse(answer);
        mistake(json).ifPresent(what -> {
            throw CentralException.unreadable(what);
        });
        return readable(json);
    }

    /**
     * What the answer to a change shows. A success means that it is done, whether it shows an organization, something else, or nothing.
     *
     * @throws CentralException if it is something that IoT Central does not answer at all, so that somebody else may have
     */
    static Optional<Organization> shown(byte[] answer) {
        return isEmpty(answer)
                ? Optional.empty()
                : Optional.of(parse(answer))
                        .filter(json -> mistake(json).isEmpty())
                        .map(OrganizationJson::readable);
    }

    /** What keeps {@code json} from being an organization; empty if nothing does. */
    static Optional<String> mistake(JsonNode json) {
        if (id(json).isEmpty()) {
            return Optional.of("an organization without an id: " + Text.shorten(json.toString()));
        }
        for (String member : List.of("displayName", "parent")) {
            if (!isTextOrNothing(json.path(member))) {
                return Optional.of("'" + member + "' that is no text: " + Text.shorten(json.toString()));
            }
        }
        return Optional.empty();
    }

    /** An organization as far as it can be read; {@code json} has an id. */
    static Organization readable(JsonNode json) {
        return new Organization(
                id(json).orElseThrow(),
                text(json, "displayName").orElse(""),
                // the vendor's own page writes the parent with a capital letter, as people do
                text(json, "parent")
                        .map(parent -> Text.trim(parent).toLowerCase(Locale.ROOT))
                        .filter(OrganizationId::isValid)
                        .map(OrganizationId::new));
    }

    static Optional<OrganizationId> id(JsonNode json) {
        return text(json, "id").filter(OrganizationId::isValid).map(OrganizationId::new);
    }

    static Optional<String> text(JsonNode json, String member) {
        return Optional.ofNullable(json.path(member).textValue());
    }

    /** @throws CentralException if {@code answer} is not JSON */
    static JsonNode parse(byte[] answer) {
        if (isEmpty(answer)) {
            throw CentralException.unreadable("nothing");
        }
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw CentralException.unreadable(
                    "something that is not JSON: " + Text.shorten(new String(answer, StandardCharsets.UTF_8)));
        }
    }

    private static boolean isTextOrNothing(JsonNode value) {
        return value.isTextual() || value.isNull() || value.isMissingNode();
    }

    private static boolean isEmpty(byte[] answer) {
        return answer == null || answer.length == 0;
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
