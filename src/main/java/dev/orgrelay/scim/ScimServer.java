package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.intake.Report;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.KeyedLocks;
import dev.orgrelay.scim.GroupDraft.Content;
import dev.orgrelay.scim.GroupWriter.Result;
import dev.orgrelay.scim.SharedRows.Overtaken;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the requests of SCIM clients: what there is at each path, and what becomes of each method.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644">RFC 7644</a>
 */
@ApplicationScoped
public class ScimServer {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 1_000;

    /** A body of so many bytes takes about a millisecond to be read, too long for an event loop. */
    private static final int LARGE = 64 * 1024;

    private static final int TRIES = 6;

    private final GroupReads reads;
    private final GroupChanges changes;
    private final DiscoveryDocuments discovery;
    private final Clock clock;
    private final KeyedLocks<String> turns = new KeyedLocks<>(MOST_WAITING);

    ScimServer(GroupReads reads, GroupChanges changes, DiscoveryDocuments discovery, Clock clock) {
        this.reads = reads;
        this.changes = changes;
        this.discovery = discovery;
        this.clock = clock;
    }

    /** Fails with a {@link ScimException}, or as what it needs does: IoT Central, the records, the reading of JSON. */
    public Uni<ScimAnswer> answer(ScimRequest request) {
        Uni<ScimAnswer> answer = Uni.createFrom().deferred(() -> at(request));
        boolean isLarge = request.delivery().body().length > LARGE;
        return (isLarge ? answer.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) : answer)
                .ifNoItem()
                .after(timeLeft(request))
                .failWith(() -> ScimException.soon("it takes too long; send it again later"));
    }

    /**
     * What can be said before the body comes.
     *
     * @param head of a request that has gone to {@code url}
     * @throws ScimException if there is nothing at its path, or its method is not allowed there
     */
    public void requireAllowed(Delivery head, String url) {
        path(head, url);
    }

    /** The methods that are allowed where {@code head} has gone, with commas (RFC 9110, 10.2.1); empty if there is nothing. */
    public Optional<String> allowed(Delivery head) {
        return ScimPath.of(head.path(), head.url()).map(path -> String.join(", ", path.allowed()));
    }

    static ScimPath path(Delivery delivery, String url) {
        delivery.header("if-match").filter(tag -> !tag.equals("*")).ifPresent(tag -> {
            throw new ScimException(501, "groups have no ETags, so nothing depends on one: send it without If-Match");
        });
        return ScimPath.of(delivery.path(), url)
                .orElseThrow(() -> new ScimException(
                        404, "there is nothing at '" + Text.shorten(delivery.path()) + "', try Groups"))
                .requireAllowed(delivery.method());
    }

    private Uni<ScimAnswer> at(ScimRequest request) {
        ScimPath path = path(request.delivery(), request.url());
        return switch (path.endpoint()) {
            case ScimPath.GROUPS, ScimPath.SEARCH -> groups(request, path);
            case ScimPath.USERS -> // Entra tests a connection by looking for one
                Uni.createFrom().item(ScimAnswer.of(200, GroupJson.page(0, 1, List.of())));
            default -> discovery(request, path);
        };
    }

    private Duration timeLeft(ScimRequest request) {
        Duration left = Duration.between(clock.instant(), request.delivery().deadline());
        return left.compareTo(ONE_SECOND) < 0 ? ONE_SECOND : left.plus(ONE_SECOND);
    }

    private Uni<ScimAnswer> discovery(ScimRequest request, ScimPath path) {
        if (request.delivery().query().containsKey("filter")) {
            throw new ScimException(403, "what the service says of itself is not filtered"); // RFC 7644, 4
        }
        return Uni.createFrom().item(discovery.answer(path, request.settings()));
    }

    private Uni<ScimAnswer> groups(ScimRequest request, ScimPath path) {
        if (path.isSearch()) {
            return reads.list(request, path, GroupQuery.of(Json.read(request.delivery())));
        }
        Map<String, String> query = request.delivery().query();
        Projection projection = GroupQuery.projection(query);
        if (!path.isChange(request.delivery().method())) {
            return path.id()
                    .map(id -> reads.read(request, path, id, projection))
                    .orElseGet(() -> reads.list(request, path, GroupQuery.of(query)));
        }
        return changed(request, path.id().orElse(""))
                .map(result -> request.isDryRun()
                        ? ScimAnswer.of(
                                200,
                                new Report(request.source().name(), result.entries())
                                        .toJson()
                                        .put("dryRun", true))
                        : answer(request, path, result.group().orElseThrow(), projection));
    }

    private static ScimAnswer answer(ScimRequest request, ScimPath path, Group group, Projection projection) {
        return switch (request.delivery().method()) {
            case "POST" -> GroupReads.of(201, group, path, projection);
            case "PUT" -> GroupReads.of(200, group, path, projection);
            case "PATCH" ->
                request.delivery().query().containsKey("attributes") // RFC 7644, 3.5.2
                        ? GroupReads.of(200, group, path, projection)
                        : ScimAnswer.of(204);
            default -> ScimAnswer.of(204);
        };
    }

    /** What comes of a change of the group {@code id}, or of a new one. What is wrong with a body is so whether or not there is a group. */
    Uni<Result> changed(ScimRequest request, String id) {
        return switch (request.delivery().method()) {
            case "POST" -> {
                Content content = GroupDraft.read(Json.read(request.delivery()), hasParents(request))
                        .content();
                yield inTurn(request, () -> changes.create(request, content));
            }
            case "PUT" -> {
                JsonNode body = Json.read(request.delivery());
                GroupDraft.read(body, hasParents(request)).content();
                yield inTurn(
                        request,
                        () -> changes.change(request, id, group -> GroupDraft.of(group, hasParents(request))
                                .replaceBy(body)));
            }
            case "PATCH" -> {
                List<PatchOperation> operations = PatchOperation.readAll(Json.read(request.delivery()));
                yield inTurn(request, () -> changes.change(request, id, group -> patched(request, group, operations)));
            }
            default -> inTurn(request, () -> changes.delete(request, id));
        };
    }

    private static GroupDraft patched(ScimRequest request, Group group, List<PatchOperation> operations) {
        GroupDraft draft = GroupDraft.of(group, hasParents(request));
        operations.forEach(operation -> operation.carryOut(group, draft));
        return draft;
    }

    /** The changes of a source go one after the other; of two instances the slower one looks again. */
    private Uni<Result> inTurn(ScimRequest request, Supplier<Uni<Result>> change) {
        return turns.inTurn(
                request.source().name(),
                () -> SharedRows.untilFirst(TRIES, () -> begin(request, change))
                        .onFailure(Overtaken.class)
                        .transform(overtaken -> ScimException.soon(overtaken.getMessage())),
                () -> {
                    throw ScimException.soon("too many changes wait already");
                });
    }

    private Uni<Result> begin(ScimRequest request, Supplier<Uni<Result>> change) {
        if (clock.instant().isAfter(request.delivery().deadline())) {
            throw ScimException.soon("there was no time left for it");
        }
        return change.get();
    }

    private static boolean hasParents(ScimRequest request) {
        return request.settings().hasParents();
    }
}
