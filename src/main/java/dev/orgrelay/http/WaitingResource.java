package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.relay.ScheduledChange;
import dev.orgrelay.relay.ScheduledChanges;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What is kept until it takes effect, for operators: looked at, dropped. */
@OperatorOnly
@Path("/waiting")
@Produces(MediaType.APPLICATION_JSON)
class WaitingResource {

    /** What can be asked. */
    static final List<String> NAMES =
            List.of("source", "application", "organization", "event", "limit", "cursor", "dryRun");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;

    private final ScheduledChanges scheduled;

    WaitingResource(ScheduledChanges scheduled) {
        this.scheduled = scheduled;
    }

    /** A page of those that the query wants, what takes effect first comes first: {@code {"value": [...], "next": ...}}; no {@code next} on the last one. */
    @GET
    public Uni<ObjectNode> list(@Context HttpServerRequest request) {
        MultiMap params = request.params();
        Optional<String> cursor = Optional.ofNullable(params.get("cursor"));
        cursor.filter(id -> !ScheduledChange.isId(id)).ifPresent(id -> {
            throw new ProblemException(400, "cursor must be the next of an earlier page");
        });
        int limit = OperatorParameters.limit(params, USUAL_LIMIT, MOST);
        return scheduled
                .list(kept -> isWanted(params, kept.change()), cursor, limit)
                .map(WaitingResource::json);
    }

    private static boolean isWanted(MultiMap params, Change change) {
        return is(params, "source", change.provenance().source())
                && is(params, "application", change.application())
                && is(params, "organization", change.organization().value())
                && is(params, "event", change.provenance().eventId().orElse(""));
    }

    private static boolean is(MultiMap params, String name, String value) {
        return !params.contains(name) || params.get(name).equals(value);
    }

    /** Drops one. */
    @DELETE
    @Path("{id}")
    public Uni<Response> delete(@RestPath String id, @RestQuery boolean dryRun) {
        if (!ScheduledChange.isId(id)) {
            throw missing(id);
        }
        Uni<Boolean> isThere = dryRun
                ? scheduled
                        .list(kept -> kept.id().equals(id), Optional.empty(), 1)
                        .map(page -> !page.changes().isEmpty())
                : scheduled.remove(id);
        return isThere.map(wasThere -> {
            if (!wasThere) {
                throw missing(id);
            }
            return dryRun
                    ? Response.ok(JSON.objectNode().put("dryRun", true)).build()
                    : Response.noContent().build();
        });
    }

    private static ProblemException missing(String id) {
        return new ProblemException(404, "nothing waits under '" + Text.shorten(id) + "'");
    }

    private static ObjectNode json(ScheduledChanges.Page page) {
        ObjectNode json = JSON.objectNode();
        ArrayNode value = json.putArray("value");
        page.changes().forEach(kept -> value.add(json(kept)));
        page.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    private static ObjectNode json(ScheduledChange kept) {
        Change change = kept.change();
        return JSON.objectNode()
                .put("id", kept.id())
                .put("organization", change.organization().value())
                .put("application", change.application())
                .put("source", change.provenance().source())
                .put("event", change.provenance().eventId().orElse(null))
                .put("effectiveAt", kept.effectiveAt().toString())
                .set("change", ChangeMessage.write(change));
    }
}
