package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of a PATCH (RFC 7644, 3.5.2).
 *
 * @param path what it is about; empty if the value says it
 * @param value empty if there is none, or null
 */
record PatchOperation(Kind kind, Optional<Path> path, Optional<JsonNode> value) {

    private static final int MOST = 2_000;

    enum Kind {
        ADD,
        REMOVE,
        REPLACE
    }

    /**
     * What an operation of a PATCH is about (RFC 7644, figure 7).
     *
     * @param attribute the attribute; of one of a member, that one
     * @param members which members; empty if it names all of them, or something else
     */
    record Path(Attribute attribute, Optional<Filter> members) {

        /** @throws ScimException if {@code text} is no path, or a group has nothing there */
        static Path read(String text) {
            String path = Text.trim(text);
            int bracket = path.indexOf('[');
            if (bracket < 0) {
                return new Path(Attribute.named(path).orElseThrow(() -> unknown(path)), Optional.empty());
            }
            if (Attribute.named(path.substring(0, bracket))
                    .filter(Attribute.MEMBERS::equals)
                    .isEmpty()) {
                throw unknown(path);
            }
            FilterReader.Bracketed filter = filter(path, bracket);
            String rest = path.substring(filter.end());
            Attribute attribute = rest.isEmpty()
                    ? Attribute.MEMBERS
                    : Optional.of(rest)
                            .filter(sub -> sub.startsWith("."))
                            .flatMap(sub -> Attribute.ofMember(sub.substring(1)))
                            .orElseThrow(() -> unknown(path));
            return new Path(attribute, Optional.of(filter.filter()));
        }

        private static FilterReader.Bracketed filter(String path, int bracket) {
            try {
                return FilterReader.ofMembers(path, bracket);
            } catch (ScimException e) {
                throw ScimType.INVALID_PATH.because(e.getMessage());
            }
        }

        private static ScimException unknown(String path) {
            return ScimType.INVALID_PATH.because("a group has no attribute '" + Text.shorten(path) + "'");
        }
    }

    /** @throws ScimException if {@code body} is no PATCH */
    static List<PatchOperation> readAll(JsonNode body) {
        Fields.requireSchema(body, Urn.PATCH);
        JsonNode operations = Fields.find(body, "Operations")
                .filter(JsonNode::isArray)
                .filter(all -> !all.isEmpty())
                .orElseThrow(() -> ScimType.INVALID_SYNTAX.because("'Operations' is an array of operations"));
        if (operations.size() > MOST) {
            throw ScimType.TOO_MANY.because("a PATCH has at most " + MOST + " operations");
        }
        return operations.valueStream().map(PatchOperation::read).toList();
    }

    private static PatchOperation read(JsonNode operation) {
        Kind kind = Fields.find(operation, "op")
                .map(word -> word.asText().toUpperCase(Locale.ROOT))
                .flatMap(word -> Arrays.stream(Kind.values())
                        .filter(known -> known.name().equals(word))
                        .findFirst())
                .orElseThrow(() -> ScimType.INVALID_SYNTAX.because("'op' is add, remove or replace"));
        Optional<Path> path = Fields.find(operation, "path").map(PatchOperation::path);
        return new PatchOperation(kind, path, Fields.find(operation, "value"));
    }

    private static Path path(JsonNode path) {
        if (!path.isTextual()) {
            throw ScimType.INVALID_PATH.because("'path' is a text");
        }
        return Path.read(path.asText());
    }

    /** @throws ScimException if it cannot be carried out */
    void carryOut(Group before, GroupDraft draft) {
        if (path.isPresent()) {
            carryOut(path.get(), value, before, draft);
        } else if (kind == Kind.REMOVE) {
            throw ScimType.NO_TARGET.because("a remove says with 'path' of what");
        } else {
            JsonNode all = value.map(GroupDraft::read)
                    .filter(JsonNode::isObject)
                    .orElseThrow(() -> ScimType.INVALID_VALUE.because("without 'path', 'value' is an object"));
            carryOut(all, before, draft);
        }
    }

    /** Each member of the value is a path with its value. */
    private void carryOut(JsonNode all, Group before, GroupDraft draft) {
        for (Map.Entry<String, JsonNode> one : all.properties()) {
            String name = one.getKey();
            if (name.equalsIgnoreCase(Urn.GROUP) && one.getValue().isObject()) {
                carryOut(one.getValue(), before, draft);
            } else if (!isOfEnvelope(name)) {
                carryOut(Path.read(name), Optional.of(one.getValue()).filter(given -> !given.isNull()), before, draft);
            }
        }
    }

    /** What comes with every resource, and is not meant to be changed. */
    private static boolean isOfEnvelope(String name) {
        return Attribute.named(name)
                .filter(attribute -> attribute == Attribute.SCHEMAS || attribute == Attribute.META)
                .isPresent();
    }

    private void carryOut(Path where, Optional<JsonNode> given, Group before, GroupDraft draft) {
        Attribute attribute = where.attribute();
        if (attribute == Attribute.ID
                && given.filter(id -> id.asText().equals(before.id().value())).isPresent()) {
            return; // Okta says whose name it is
        }
        if (!attribute.isWritable()) {
            throw ScimType.MUTABILITY.because("'" + attribute.path() + "' cannot be changed");
        }
        switch (attribute) {
            case MEMBERS -> ofMembers(where.members(), given, draft);
            case MEMBER_TYPE -> ofTypes(where.members(), given, draft);
            default -> ofOne(attribute, given, draft);
        }
    }

    private void ofOne(Attribute attribute, Optional<JsonNode> given, GroupDraft draft) {
        boolean isNothingNew = attribute == Attribute.EXTENSION
                && kind == Kind.ADD
                && given.flatMap(object -> Fields.find(object, "parent")).isEmpty();
        if (!isNothingNew) {
            draft.set(attribute, kind == Kind.REMOVE ? Optional.empty() : given);
        }
    }

    private void ofMembers(Optional<Filter> filter, Optional<JsonNode> given, GroupDraft draft) {
        switch (kind) {
            case ADD -> {
                filter.ifPresent(draft::requireTarget);
                given.ifPresent(draft::add);
            }
            case REPLACE ->
                filter.ifPresentOrElse(
                        which -> draft.replace(which, given.orElseThrow(PatchOperation::withoutValue)), () -> {
                            draft.removeMembers();
                            given.ifPresent(draft::add);
                        });
            case REMOVE ->
                filter.ifPresentOrElse(draft::remove, () -> given.ifPresentOrElse(draft::remove, draft::removeMembers));
        }
    }

    private void ofTypes(Optional<Filter> filter, Optional<JsonNode> given, GroupDraft draft) {
        Filter which = filter.orElse(new Filter.Present(Attribute.MEMBER_VALUE));
        String type = Fields.textOf(
                given.filter(said -> kind != Kind.REMOVE).orElseThrow(PatchOperation::withoutValue),
                "type",
                Member.LONGEST);
        draft.setType(which, type);
    }

    private static ScimException withoutValue() {
        return ScimType.INVALID_VALUE.because("'value' is missing");
    }
}
