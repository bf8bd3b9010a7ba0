package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Groups as clients read them (RFC 7643, 8.4). */
final class GroupJson {

    private GroupJson() {}

    static ObjectNode of(Group group, ScimPath path, Projection projection) {
        ObjectNode json = ScimAnswer.document(Urn.GROUP);
        json.put("id", group.id().value());
        group.externalId().ifPresent(text -> json.put("externalId", text));
        json.put("displayName", group.displayName());
        if (projection.wantsMembers() && !group.members().isEmpty()) {
            ArrayNode members = json.putArray("members");
            group.members().forEach(member -> tell(member, members.addObject()));
        }
        group.parent().ifPresent(parent -> {
            json.withArray("schemas").add(Urn.EXTENSION);
            json.putObject(Urn.EXTENSION).put("parent", parent);
        });
        ObjectNode meta = json.putObject("meta").put("resourceType", "Group");
        group.created().ifPresent(time -> meta.put("created", Moments.written(time)));
        group.modified().ifPresent(time -> meta.put("lastModified", Moments.written(time)));
        meta.put("location", path.location(ScimPath.GROUPS, group.id().value()));
        return projection.of(json);
    }

    private static void tell(Member member, ObjectNode json) {
        json.put("value", member.value());
        if (!member.type().isEmpty()) {
            json.put("type", member.type());
        }
    }

    static ObjectNode page(int total, int startIndex, List<ObjectNode> resources) {
        ObjectNode page = ScimAnswer.document(Urn.LIST)
                .put("totalResults", total)
                .put("startIndex", startIndex)
                .put("itemsPerPage", resources.size());
        page.putArray("Resources").addAll(resources);
        return page;
    }
}
