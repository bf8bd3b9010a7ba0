package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.relay.Records.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is remembered of a group beside what IoT Central holds.
 *
 * @param organization as it was when it was last changed here
 * @param applied when that was: what IoT Central listed before is older
 * @param value all that is remembered, the above among it
 * @param stored the record that this is, if it is one
 */
record GroupRow(Organization organization, Instant applied, ObjectNode value, Optional<Row> stored) {

    private static final String CREATED = "created";
    private static final String MODIFIED = "modified";
    private static final String DELETED = "deleted";
    private static final String SAID = "said";

    /** Of a group of which nothing is remembered yet. */
    static GroupRow of(Organization organization, Instant applied) {
        return new GroupRow(organization, applied, JsonNodeFactory.instance.objectNode(), Optional.empty());
    }

    /** The same of an organization that is there, be it again: then nothing is known of it but where that would be kept. */
    GroupRow ofWhatIsThere() {
        return isDeleted()
                ? new GroupRow(organization, Instant.EPOCH, JsonNodeFactory.instance.objectNode(), stored)
                : this;
    }

    /** Of {@code group}. Where nothing is remembered, nothing is known of when it was changed last, and it need not be: nobody has done it here. */
    static GroupRow of(Group group) {
        return group.row().orElseGet(() -> of(group.organization(), Instant.EPOCH));
    }

    /** @throws dev.orgrelay.relay.StoreException if another version of Org Relay has written it */
    static GroupRow of(Row row) {
        OrganizationId id = row.id(row.key().substring(row.key().lastIndexOf('/') + 1));
        Optional<OrganizationId> place =
                Optional.ofNullable(row.value().path("place").textValue()).map(row::id);
        Organization organization =
                new Organization(id, row.value().path("displayName").asText(), place);
        return new GroupRow(organization, row.time("applied"), row.value(), Optional.of(row));
    }

    /** As it is written. */
    ObjectNode toJson() {
        ObjectNode json =
                value.deepCopy().put("displayName", organization.displayName()).put("applied", applied.toString());
        return set(json, "place", organization.parent().map(OrganizationId::value));
    }

    /** The same after its organization was changed. */
    GroupRow after(Organization changed, Instant now) {
        ObjectNode next = value.deepCopy().put(MODIFIED, now.toString());
        next.remove(DELETED);
        return new GroupRow(changed, now, next, stored);
    }

    /** The same of a group that was made here. */
    GroupRow createdAt(Instant now) {
        return with(value.deepCopy().put(CREATED, now.toString()));
    }

    /** The same with what a client says, whose members are kept as {@code members}. */
    GroupRow with(GroupDraft.Content content, MemberRows.Kept members, Instant now) {
        ObjectNode next = value.deepCopy().put(MODIFIED, now.toString());
        set(next, "externalId", content.externalId());
        set(next, "parent", content.parent());
        set(next, "members", members.inRow());
        return with(set(next, "parts", members.parts()));
    }

    /** The same when a client has spoken of {@code attributes} in a request that was received at {@code at}. */
    GroupRow said(Set<Attribute> attributes, Instant at) {
        ObjectNode next = value.deepCopy();
        ObjectNode times = next.withObject("/" + SAID);
        for (Attribute attribute : attributes) {
            if (saidAt(attribute).filter(at::isBefore).isEmpty()) {
                times.put(attribute.name(), at.toString());
            }
        }
        return with(next);
    }

    /** When the last request was received that spoke of {@code attribute}; empty if none has. */
    Optional<Instant> saidAt(Attribute attribute) {
        return Optional.ofNullable(value.path(SAID).path(attribute.name()).textValue())
                .flatMap(Moments::read);
    }

    /** What is left of it for a while, so that nobody takes an older list for the truth. */
    GroupRow deleted(Instant now) {
        return new GroupRow(
                organization, now, JsonNodeFactory.instance.objectNode().put(DELETED, true), stored);
    }

    GroupRow storedAs(Row row) {
        return new GroupRow(organization, applied, row.value(), Optional.of(row));
    }

    private GroupRow with(ObjectNode next) {
        return new GroupRow(organization, applied, next, stored);
    }

    OrganizationId id() {
        return organization.id();
    }

    Optional<String> externalId() {
        return text("externalId");
    }

    /** The group above, as the client names it. */
    Optional<String> parent() {
        return text("parent");
    }

    MemberRows.Kept members() {
        return new MemberRows.Kept(texts(value.path("members")), texts(value.path("parts")));
    }

    /** When it was made here; empty if it was there before. */
    Optional<Instant> created() {
        return text(CREATED).flatMap(Moments::read);
    }

    Optional<Instant> modified() {
        return text(MODIFIED).flatMap(Moments::read);
    }

    /** Whether it was deleted here. */
    boolean isDeleted() {
        return value.path(DELETED).asBoolean();
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(value.path(name).textValue());
    }

    private static ObjectNode set(ObjectNode json, String name, Optional<String> text) {
        json.remove(name);
        text.ifPresent(known -> json.put(name, known));
        return json;
    }

    private static ObjectNode set(ObjectNode json, String name, List<String> texts) {
        json.remove(name);
        if (!texts.isEmpty()) {
            ArrayNode all = json.putArray(name);
            texts.forEach(all::add);
        }
        return json;
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
