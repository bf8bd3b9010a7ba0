package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.Journal;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Text;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestPath;

/** What came in and what became of it, for operators. */
@OperatorOnly
@Path("/deliveries")
@Produces(MediaType.APPLICATION_JSON)
class DeliveriesResource {

    private final Journal journal;
    private final Clock clock;

    DeliveriesResource(Journal journal, Clock clock) {
        this.journal = journal;
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
