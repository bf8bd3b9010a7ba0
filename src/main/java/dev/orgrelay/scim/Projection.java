package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Text;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which attributes a client wants to see (RFC 7644, 3.9): those that it names, or all but those that it names. {@code id} and {@code schemas} are always there.
 *
 * @param names paths of attributes in lower case
 * @param isOfNamed whether those are wanted, and no others
 */
record Projection(Set<String> names, boolean isOfNamed) {

    static final Projection ALL = new Projection(Set.of(), false);

    private static final Set<String> ALWAYS = Set.of("id", "schemas");

    /** @throws ScimException if both are given */
    static Projection of(Optional<String> attributes, Optional<String> excluded) {
        if (attributes.isPresent() && excluded.isPresent()) {
            throw ScimType.INVALID_VALUE.because("'attributes' and 'excludedAttributes' exclude each other");
        }
        return attributes
                .map(text -> new Projection(names(text), true))
                .or(() -> excluded.map(text -> new Projection(names(text), false)))
                .orElse(ALL);
    }

    private static Set<String> names(String text) {
        Set<String> names = new HashSet<>();
        List<String> parts = Arrays.asList(text.split(","));
        parts.forEach(part -> {
            String name = Text.trim(part);
            names.add(Attribute.named(name).map(Attribute::path).orElse(name).toLowerCase(Locale.ROOT));
        });
        return names;
    }

    boolean wantsMembers() {
        return isOfNamed
                ? names.stream().anyMatch(name -> name.equals("members") || name.startsWith("members."))
                : !names.contains("members");
    }

    /** Takes away from {@code resource} what nobody wants to see. */
    ObjectNode of(ObjectNode resource) {
        if (!names.isEmpty() || isOfNamed) {
            List.copyOf(resource.properties()).forEach(field -> {
                if (!ALWAYS.contains(field.getKey())) {
                    reduce(resource, field.getKey(), field.getValue());
                }
            });
        }
        return resource;
    }

    private void reduce(ObjectNode resource, String name, JsonNode value) {
        String path = name.toLowerCase(Locale.ROOT);
        boolean isNamed = names.contains(path);
        if (!isNamed && isPartly(path)) {
            value.forEach(one -> parts(path, one));
            parts(path, value);
        } else if (isNamed != isOfNamed) {
            resource.remove(name);
        }
    }

    private boolean isPartly(String path) {
        return names.stream().anyMatch(wanted -> wanted.startsWith(path + ".") || wanted.startsWith(path + ":"));
    }

    private void parts(String path, JsonNode value) {
        if (value instanceof ObjectNode object) {
            List.copyOf(object.properties()).forEach(field -> {
                String part = field.getKey().toLowerCase(Locale.ROOT);
                boolean isNamed = names.contains(path + "." + part) || names.contains(path + ":" + part);
                if (isNamed != isOfNamed) {
                    object.remove(field.getKey());
                }
            });
        }
    }
}
