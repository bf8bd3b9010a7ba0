package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.fetch.snapshot.Snapshot;
import dev.orgrelay.intake.Trial;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.organization.Text;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.SourceDescription;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** The configured sources, for operators: how they do, what their messages mean, and what would become of one. */
@OperatorOnly
@Path("/sources")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class SourcesResource {

    private final Sources sources;
    private final SourceActivities activities;
    private final Trial trial;
    private final Clock clock;

    SourcesResource(Sources sources, SourceActivities activities, Trial trial, Clock clock) {
        this.sources = sources;
        this.activities = activities;
        this.trial = trial;
        this.clock = clock;
    }

    @GET
    public ObjectNode list() {
        ArrayNode value = JsonNodeFactory.instance.arrayNode();
        sources.descriptions().forEach(source -> value.add(status(source)));
        return JsonNodeFactory.instance.objectNode().set("value", value);
    }

    /** One, with its mappings; that of the snapshot only if it has one of its own. */
    @GET
    @Path("{name}")
    public ObjectNode get(@RestPath String name) {
        Source source = existing(name);
        SourceDescription description = sources.descriptions().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        Optional<String> mapping = source.mapping().map(Mapping::text);
        Optional<String> ofSnapshot =
                source.files().map(Snapshot::mapping).filter(text -> !mapping.equals(Optional.of(text)));
        return status(description).put("mapping", mapping.orElse(null)).put("snapshotMapping", ofSnapshot.orElse(null));
    }

    /** What would become of a message, and what is wrong with it. Nothing is sent or kept. */
    @POST
    @Path("{name}/try")
    @ChangesNothing
    public Uni<ObjectNode> tryOut(@RestPath String name, @Context UriInfo uri, byte[] body) {
        Source source = existing(name);
        TrialRequest request = TrialRequest.read(body, uri.getBaseUri() + "events/" + name, clock.instant());
        return trial.of(source, request.delivery(), request.mapping(), request.checksProof());
    }

    private ObjectNode status(SourceDescription source) {
        return StatusJson.of(source, activities.of(source.name()), clock.millis());
    }

    private Source existing(String name) {
        return sources.named(name)
                .orElseThrow(() -> new ProblemException(404, "no source '" + Text.shorten(name) + "' is configured"));
    }
}
