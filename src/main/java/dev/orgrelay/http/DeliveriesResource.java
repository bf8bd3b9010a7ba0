package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.http.BulkReplay.Replayable;
import dev.orgrelay.intake.DeliveryReplay;
import dev.orgrelay.journal.DeliveryQuery;
import dev.orgrelay.journal.Journal;
import dev.orgrelay.journal.KeptDelivery;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Text;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What came in and what became of it, for operators. */
@OperatorOnly
@Path("/deliveries")
@Produces(MediaType.APPLICATION_JSON)
class DeliveriesResource {

    private final Journal journal;
    private final DeliveryReplay replay;
    private final Replays replays;
    private final Clock clock;

    DeliveriesResource(Journal journal, DeliveryReplay replay, Replays replays, Clock clock) {
        this.journal = journal;
        this.replay = replay;
        this.replays = replays;
        this.clock = clock;
    }

    /** A page of them, newest first: {@code {"value": [...], "next": ...}}; no {@code next} on the last one. */
    @GET
    public Uni<ObjectNode> list(@Context HttpServerRequest request) {
        requireJournal();
        return journal.list(DeliveryFilters.read(request.params(), clock.instant()))
                .map(DeliveriesResource::json);
    }

    /** One, with everything that is known about it. */
    @GET
    @Path("{id}")
    public Uni<ObjectNode> get(@RestPath String id) {
        requireJournal();
        return existing(id);
    }

    /** Reads one again with today's settings, as what it was when it came. */
    @POST
    @Path("{id}/replay")
    public Uni<Response> replay(@RestPath String id, @RestQuery boolean dryRun, @Context RoutingContext context) {
        requireJournal();
        return existing(id).flatMap(found -> replays.one(context, dryRun, replayable(found, dryRun)));
    }

    /** The same of all that the query wants, the first that came first; a line for each, when it is done. */
    @POST
    @Path("replay")
    @Produces(ReconcileResource.NDJSON)
    public Multi<ObjectNode> replayAll(@RestQuery boolean dryRun, @Context RoutingContext context) {
        requireJournal();
        MultiMap params = context.request().params();
        int most = OperatorParameters.limit(params, BulkReplay.MOST, BulkReplay.MOST);
        DeliveryQuery query = DeliveryFilters.readForReplay(params, clock.instant());
        return replays.all(context, new DeliverySelection(journal, most).find(query), id -> journal.find(
                        DeliveryId.parse(id).orElseThrow())
                .map(found -> found.map(delivery -> replayable(delivery, dryRun))));
    }

    private Replayable replayable(ObjectNode delivery, boolean isDryRun) {
        KeptDelivery kept = KeptDelivery.of(delivery);
        String rest = EventPath.whole(kept.path()).map(EventPath::rest).orElse("");
        return recording -> {
            recording.from(kept.source());
            return isDryRun ? replay.plan(kept, rest, recording) : replay.of(kept, rest, recording);
        };
    }

    private Uni<ObjectNode> existing(String id) {
        DeliveryId known = DeliveryId.parse(id).orElseThrow(() -> missing(id));
        return journal.find(known).map(found -> found.orElseThrow(() -> missing(id)));
    }

    private void requireJournal() {
        if (!journal.isOn()) {
            throw new ProblemException(409, "deliveries are not recorded: set orgrelay.journal to memory or table");
        }
    }

    private static ProblemException missing(String id) {
        return new ProblemException(404, "there is no delivery '" + Text.shorten(id) + "' in the journal");
    }

    private static ObjectNode json(Journal.Page page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode value = json.putArray("value");
        page.deliveries().forEach(value::add);
        page.next().ifPresent(next -> json.put("next", next.toString()));
        return json;
    }
}
