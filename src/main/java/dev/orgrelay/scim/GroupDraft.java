package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Text;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a group is to become, while the operations of one request are carried out: all of them, or none. */
final class GroupDraft {

    /** The most characters of a name, or of an id that somebody else gave. */
    static final int LONGEST = 1_024;

    private final boolean hasParent;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private Optional<String> displayName = Optional.empty();
    private Optional<String> externalId = Optional.empty();
    private Optional<String> parent = Optional.empty();
    private final Set<Attribute> said = EnumSet.noneOf(Attribute.class);

    /** @param hasParent whether groups have the attribute {@code parent} */
    private GroupDraft(boolean hasParent) {
        this.hasParent = hasParent;
    }

    /** A group as a POST describes it. */
    static GroupDraft read(JsonNode body, boolean hasParent) {
        GroupDraft draft = new GroupDraft(hasParent);
        draft.replaceBy(body);
        return draft;
    }

    /** {@code group} as it is. */
    static GroupDraft of(Group group, boolean hasParent) {
        GroupDraft draft = new GroupDraft(hasParent);
        draft.displayName = Optional.of(group.displayName());
        draft.externalId = group.externalId();
        draft.parent = group.parent();
        group.members().forEach(member -> draft.members.put(member.value(), member));
        return draft;
    }

    /** A PUT: what it does not say is gone (RFC 7644, 3.5.1). But where the client does not speak of the extension, the place stays: many cannot. */
    GroupDraft replaceBy(JsonNode body) {
        Fields.requireSchema(body, Urn.GROUP);
        said.addAll(Set.of(Attribute.DISPLAY_NAME, Attribute.EXTERNAL_ID, Attribute.MEMBERS));
        displayName = Fields.find(body, "displayName").map(GroupDraft::name);
        externalId = Fields.text(body, "externalId", LONGEST);
        members.clear();
        Fields.find(body, "members").ifPresent(this::add);
        if (hasParent) {
            Optional<JsonNode> direct = Fields.find(body, Attribute.PARENT.path());
            Optional<JsonNode> extension = Fields.find(body, Urn.EXTENSION);
            direct.or(() -> extension)
                    .ifPresent(said -> setParent(said.isObject() ? Fields.find(said, "parent") : direct));
        }
        return this;
    }

    /**
     * What a client may say about a group.
     *
     * @param parent the group above, by its id, externalId or displayName, where the service is set up for that
     * @param members in the order in which they were added
     * @param said what the client has just spoken of: displayName, externalId, parent, members; the rest is as it was
     */
    record Content(
            String displayName,
            Optional<String> externalId,
            Optional<String> parent,
            List<Member> members,
            Set<Attribute> said) {

        boolean says(Attribute attribute) {
            return said.contains(attribute);
        }

        /** The same as if it did not speak of all but {@code attributes}, which are as they are in {@code group}. */
        Content only(Set<Attribute> attributes, Group group) {
            return new Content(
                    attributes.contains(Attribute.DISPLAY_NAME) ? displayName : group.displayName(),
                    attributes.contains(Attribute.EXTERNAL_ID) ? externalId : group.externalId(),
                    attributes.contains(Attribute.PARENT) ? parent : group.parent(),
                    attributes.contains(Attribute.MEMBERS) ? members : group.members(),
                    attributes);
        }
    }

    /** @throws ScimException if that is no group */
    Content content() {
        String name = displayName.orElseThrow(() -> ScimType.INVALID_VALUE.because("displayName is missing"));
        return new Content(name, externalId, parent, List.copyOf(members.values()), Set.copyOf(said));
    }

    /** Sets what has one value; without {@code value} it is gone. */
    void set(Attribute attribute, Optional<JsonNode> value) {
        Optional<JsonNode> one = value.map(GroupDraft::unwrapped).filter(found -> !found.isNull());
        switch (attribute) {
            case DISPLAY_NAME -> {
                said.add(attribute);
                displayName = Optional.of(one.map(GroupDraft::name)
                        .orElseThrow(() -> ScimType.MUTABILITY.because("a group has a displayName")));
            }
            case EXTERNAL_ID -> {
                said.add(attribute);
                externalId = one.map(text -> Fields.textOf(text, attribute.path(), LONGEST));
            }
            case PARENT -> setParent(one);
            case EXTENSION -> setParent(value.flatMap(object -> Fields.find(object, "parent")));
            default -> throw ScimType.MUTABILITY.because("'" + attribute.path() + "' cannot be changed");
        }
    }

    private void setParent(Optional<JsonNode> value) {
        if (!hasParent) {
            throw ScimType.INVALID_PATH.because("groups have no attribute 'parent' here");
        }
        said.add(Attribute.PARENT);
        parent = value.map(text -> Text.trim(Fields.textOf(text, "parent", LONGEST)))
                .filter(text -> !text.isEmpty());
    }

    /** Clients of old wrap a value up: {@code [{"value": "x"}]}. */
    private static JsonNode unwrapped(JsonNode value) {
        JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return one.isObject() && one.has("value") ? one.get("value") : one;
    }

    private static String name(JsonNode value) {
        String name = Text.trim(Fields.textOf(value, "displayName", LONGEST));
        Organization.mistakeInName(name).ifPresent(mistake -> {
            throw ScimType.INVALID_VALUE.because(mistake);
        });
        return name;
    }

    /** Adds one member or several. Who is there already stays where he is. */
    void add(JsonNode value) {
        said.add(Attribute.MEMBERS);
        for (JsonNode one : several(value)) {
            Member member = Member.read(one);
            members.merge(member.value(), member, (known, again) -> again.type().isEmpty() ? known : again);
        }
        if (members.size() > Member.MOST) {
            throw ScimType.TOO_MANY.because("a group has at most " + Member.MOST + " members");
        }
    }

    void removeMembers() {
        said.add(Attribute.MEMBERS);
        members.clear();
    }

    /** Removes those that {@code value} names. */
    void remove(JsonNode value) {
        said.add(Attribute.MEMBERS);
        several(value).forEach(one -> members.remove(Member.read(one).value()));
    }

    void remove(Filter filter) {
        said.add(Attribute.MEMBERS);
        members.values().removeIf(is(filter));
    }

    /** @throws ScimException if there are none */
    void replace(Filter filter, JsonNode value) {
        requireTarget(filter);
        remove(filter);
        add(value);
    }

    /** @throws ScimException if there are none */
    void setType(Filter filter, String type) {
        requireTarget(filter);
        said.add(Attribute.MEMBERS);
        members.replaceAll((value, member) -> is(filter).test(member) ? member.ofType(type) : member);
    }

    /** @throws ScimException if no member is like that */
    void requireTarget(Filter filter) {
        if (members.values().stream().noneMatch(is(filter))) {
            throw ScimType.NO_TARGET.because("there is no such member");
        }
    }

    private static Predicate<Member> is(Filter filter) {
        return member -> filter.matches(member::values);
    }

    /** One value stands for an array of one (RFC 7644, 3.5.2.1); Keycloak sends the array as a text. */
    private static Iterable<JsonNode> several(JsonNode value) {
        JsonNode read = read(value);
        return read.isArray() ? read : List.of(read);
    }

    /** JSON in a text is that JSON. */
    static JsonNode read(JsonNode value) {
        String text = value.isTextual() ? Text.trim(value.asText()) : "";
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return value;
        }
        try {
            return Json.read(text);
        } catch (IntakeException e) {
            throw ScimType.INVALID_VALUE.because("the value is a text that holds no JSON");
        }
    }
}
