package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What clients read of groups. */
@Singleton
record GroupReads(GroupDirectory directory) {

    /** Of all members on one page; a page ends before it has more, unless they are all of one group. */
    private static final int MEMBERS_ON_PAGE = 20_000;

    /** One, as it is. Fails with a {@link ScimException} if it is not there. */
    Uni<ScimAnswer> read(ScimRequest request, ScimPath path, String id, Projection projection) {
        return directory
                .of(request.source())
                .map(groups -> groups.require(id))
                .flatMap(group -> projection.wantsMembers()
                        ? directory.withMembers(group)
                        : Uni.createFrom().item(group))
                .map(group -> of(200, group, path, projection));
    }

    /** One as an answer. */
    static ScimAnswer of(int status, Group group, ScimPath path, Projection projection) {
        return ScimAnswer.of(status, GroupJson.of(group, path, projection))
                .with("Location", path.location(ScimPath.GROUPS, group.id().value()));
    }

    /** A page of those that a client asks for. */
    Uni<ScimAnswer> list(ScimRequest request, ScimPath path, GroupQuery query) {
        boolean asksForMembers = query.filter().map(Filter::asksForMembers).orElse(false);
        return directory
                .of(request.source())
                .flatMap(groups -> asksForMembers
                        ? directory.withMembers(groups.all())
                        : Uni.createFrom().item(groups.all()))
                .map(groups -> groups.stream()
                        .filter(group -> query.filter()
                                .map(filter -> filter.matches(group))
                                .orElse(true))
                        .toList())
                .flatMap(found -> page(path, query, found));
    }

    private Uni<ScimAnswer> page(ScimPath path, GroupQuery query, List<Group> found) {
        List<Group> page = found.stream()
                .skip(query.startIndex() - 1L)
                .limit(query.count())
                .toList();
        return (query.projection().wantsMembers()
                        ? directory.withMembers(page)
                        : Uni.createFrom().item(page))
                .map(groups -> ScimAnswer.of(
                        200, GroupJson.page(found.size(), query.startIndex(), resources(path, query, groups))));
    }

    private static List<ObjectNode> resources(ScimPath path, GroupQuery query, List<Group> groups) {
        List<ObjectNode> resources = new ArrayList<>();
        int members = 0;
        for (Group group : groups) {
            members += group.members().size();
            if (members > MEMBERS_ON_PAGE && !resources.isEmpty()) {
                break;
            }
            resources.add(GroupJson.of(group, path, query.projection()));
        }
        return resources;
    }
}
