package dev.orgrelay.scim;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.Listing;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.relay.Relay;
import dev.orgrelay.scim.SharedRows.Overtaken;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Knows which groups there are. IoT Central is asked at most once in {@link #BELIEVED} for an application, however many ask here. */
@Singleton
class GroupDirectory {

    private static final Duration BELIEVED = Duration.ofSeconds(3);
    private static final int FEW = 500;

    private final Applications applications;
    private final GroupRows rows;
    private final MemberRows memberRows;
    private final Clock clock;
    private final Map<String, Listed> listed = new ConcurrentHashMap<>();
    private final Map<String, Joined> joined = new ConcurrentHashMap<>();

    GroupDirectory(Applications applications, GroupRows rows, MemberRows memberRows, Clock clock) {
        this.applications = applications;
        this.rows = rows;
        this.memberRows = memberRows;
        this.clock = clock;
    }

    /** @param listing ends when IoT Central has answered, for all who wait for it */
    private record Listed(Instant at, Uni<Listing> listing) {}

    /** @param groups ends when it is kept which ids a client hears of */
    private record Joined(Listing listing, Map<OrganizationId, GroupRow> rows, Uni<Groups> groups) {}

    /** The groups of {@code source}, without their members. Fails if IoT Central, or what is remembered, cannot be reached. */
    Uni<Groups> of(Source source) {
        String application = source.answering().application();
        Central central = applications
                .named(application)
                .orElseThrow(() -> new ScimException(404, "no application '" + application + "' is configured"));
        return rows.of(source.name()).flatMap(known -> list(application, central)
                .flatMap(all -> all.listing().flatMap(listing -> groups(source, central, listing, all.at(), known))));
    }

    /** Made once of the same list and the same rows. */
    private Uni<Groups> groups(
            Source source, Central central, Listing listing, Instant at, Map<OrganizationId, GroupRow> known) {
        return joined.compute(
                        source.name(),
                        (name, last) -> last != null && last.listing() == listing && last.rows() == known
                                ? last
                                : new Joined(
                                        listing,
                                        known,
                                        given(
                                                name,
                                                Groups.of(
                                                        source.answering().scim(),
                                                        listing,
                                                        at,
                                                        known,
                                                        Relay.limitsOf(central, listing)))))
                .groups();
    }

    /** What has no row leaves no other trace when it is deleted by hand. */
    private Uni<Groups> given(String source, Groups groups) {
        Set<String> strangers = groups.all().stream()
                .filter(group -> group.row().isEmpty())
                .map(group -> group.id().value())
                .collect(Collectors.toSet());
        return Uni.createFrom()
                .deferred(() -> rows.give(source, strangers))
                .onFailure()
                .invoke(failure -> joined.remove(source))
                .replaceWith(groups)
                .memoize()
                .indefinitely();
    }

    /** Whether a group is not there any more, whatever was listed or applied before; if so, that is remembered, unless {@code request} is to change nothing. */
    Uni<Boolean> hasVanished(ScimRequest request, Group group) {
        return find(request.source(), group.id())
                .flatMap(found -> {
                    if (found.isPresent() || request.isDryRun()) {
                        return Uni.createFrom().item(found.isEmpty());
                    }
                    listed.remove(request.source().answering().application());
                    return rows.write(
                                    request.source().name(), GroupRow.of(group).deleted(clock.instant()))
                            .onFailure(Overtaken.class)
                            .recoverWithNull()
                            .replaceWith(true);
                })
                .onFailure()
                .recoverWithItem(false);
    }

    /** The organization as it is now. */
    Uni<Optional<Organization>> find(Source source, OrganizationId id) {
        return applications
                .named(source.answering().application())
                .orElseThrow()
                .get(id)
                .map(Optional::of)
                .onFailure(CentralException::isMissing)
                .recoverWithItem(Optional.empty());
    }

    private Uni<Listed> list(String application, Central central) {
        Instant now = clock.instant();
        return Uni.createFrom()
                .item(listed.compute(
                        application,
                        (name, last) -> last != null && last.at().plus(BELIEVED).isAfter(now)
                                ? last
                                : new Listed(now, ask(name, central))));
    }

    private Uni<Listing> ask(String application, Central central) {
        return central.list()
                .onFailure()
                .invoke(failure -> listed.remove(application))
                .memoize()
                .indefinitely();
    }

    /** The same group with its members. */
    Uni<Group> withMembers(Group group) {
        return withMembers(List.of(group)).map(groups -> groups.get(0));
    }

    /** The same groups with their members. With many of them it goes on where it keeps no event loop: a filter looks at each. */
    Uni<List<Group>> withMembers(List<Group> groups) {
        return Multi.createFrom()
                .iterable(groups)
                .onItem()
                .transformToUniAndConcatenate(
                        group -> memberRows.read(group.keptMembers()).map(group::with))
                .collect()
                .asList()
                .flatMap(found -> {
                    Uni<List<Group>> all = Uni.createFrom().item(found);
                    int members = found.stream()
                            .mapToInt(group -> group.members().size())
                            .sum();
                    return members > FEW ? all.emitOn(Infrastructure.getDefaultWorkerPool()) : all;
                });
    }
}
