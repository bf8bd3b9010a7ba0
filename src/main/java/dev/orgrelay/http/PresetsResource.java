package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.intake.Trial;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Text;
import dev.orgrelay.source.Sources;
import dev.orgrelay.source.preset.Preset;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestPath;

/** The presets, for operators: what they are for, their mappings, sample messages, and what would become of one. */
@OperatorOnly
@Path("/presets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class PresetsResource {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Sources sources;
    private final Trial trial;
    private final Clock clock;

    PresetsResource(Sources sources, Trial trial, Clock clock) {
        this.sources = sources;
        this.trial = trial;
        this.clock = clock;
    }

    @GET
    public ObjectNode list() {
        ArrayNode value = JSON.arrayNode();
        Preset.names().forEach(name -> value.addObject().put("name", name).put("title", Preset.title(name)));
        return JSON.objectNode().set("value", value);
    }

    /** One, with its mapping and its samples, each of which can be tried as it is. */
    @GET
    @Path("{name}")
    public ObjectNode get(@RestPath String name) {
        requirePreset(name);
        ObjectNode json = JSON.objectNode()
                .put("name", name)
                .put("title", Preset.title(name))
                .put("mapping", Preset.mapping(name).orElse(null))
                .put("snapshotMapping", Preset.snapshotMapping(name).orElse(null));
        ArrayNode samples = json.putArray("samples");
        Preset.samples(name).forEach((sample, request) -> samples.add(sample(sample, request)));
        return json;
    }

    /** What would become of a message of a source with nothing but this preset. Nothing is sent or kept. */
    @POST
    @Path("{name}/try")
    @ChangesNothing
    public Uni<ObjectNode> tryOut(@RestPath String name, @Context UriInfo uri, byte[] body) {
        requirePreset(name);
        TrialRequest request = TrialRequest.read(body, uri.getBaseUri() + "events/" + name, clock.instant());
        return Uni.createFrom()
                .item(() -> sources.ofPreset(name))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) // its mapping is compiled
                .flatMap(source -> trial.of(source, request.delivery(), request.mapping(), request.checksProof()));
    }

    private static void requirePreset(String name) {
        if (!Preset.names().contains(name)) {
            throw new ProblemException(404, "there is no preset '" + Text.shorten(name) + "'");
        }
    }

    private static ObjectNode sample(String name, JsonNode request) {
        QueryStringEncoder path = new QueryStringEncoder(request.path("path").asText());
        request.path("query")
                .properties()
                .forEach(parameter ->
                        path.addParam(parameter.getKey(), parameter.getValue().asText()));
        ObjectNode json = JSON.objectNode()
                .put("name", name)
                .put("method", request.path("method").asText("POST"))
                .put("path", path.toString());
        json.set("headers", request.path("headers").isObject() ? request.path("headers") : JSON.objectNode());
        if (request.has("rawBody")) {
            json.put("body", request.path("rawBody").asText());
        } else if (request.has("body")) {
            json.put("body", Json.write(request.path("body")));
        }
        return json;
    }
}
