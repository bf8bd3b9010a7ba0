package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.http.BulkReplay.Replayable;
import dev.orgrelay.intake.DeadLetterReplay;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetterJson;
import dev.orgrelay.relay.DeadLetters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The dead letters, for operators: looked at, tried once more, thrown away. */
@OperatorOnly
@Path("/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
class DeadLettersResource {

    private static final String PATH = "/api/dead-letters";
    private static final int USUAL_LIMIT = 50;
    private static final int LONGEST_CURSOR = 1_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final DeadLetters deadLetters;
    private final DeadLetterReplay replay;
    private final Replays replays;

    DeadLettersResource(DeadLetters deadLetters, DeadLetterReplay replay, Replays replays) {
        this.deadLetters = deadLetters;
        this.replay = replay;
        this.replays = replays;
    }

    /** A page of those that the query wants: {@code {"value": [...], "next": ..., "nextLink": ...}}; neither on the last one. */
    @GET
    public Uni<ObjectNode> list(@Context HttpServerRequest request) {
        MultiMap params = request.params();
        Optional<String> cursor = cursor(params);
        if (cursor.filter(text -> text.length() > LONGEST_CURSOR).isPresent()) {
            throw new ProblemException(400, "cursor must be the next of an earlier page");
        }
        int limit = OperatorParameters.limit(params, USUAL_LIMIT, DeadLetters.MOST_ON_A_PAGE);
        return deadLetters.list(DeadLetterFilters.read(params), cursor, limit).map(page -> json(page, params));
    }

    @GET
    @Path("{id}")
    public Uni<ObjectNode> get(@RestPath String id) {
        return existing(id).map(DeadLetterJson::write);
    }

    /** Tries its change or message once more. It is removed when nothing is left to do. */
    @POST
    @Path("{id}/replay")
    public Uni<Response> replay(@RestPath String id, @RestQuery boolean dryRun, @Context RoutingContext context) {
        return existing(id).flatMap(letter -> replays.one(context, dryRun, replayable(letter, dryRun)));
    }

    /** The same of all that the query wants, the first that came first; a line for each, when it is done. */
    @POST
    @Path("replay")
    @Produces(ReconcileResource.NDJSON)
    public Multi<ObjectNode> replayAll(@RestQuery boolean dryRun, @Context RoutingContext context) {
        MultiMap params = context.request().params();
        int most = OperatorParameters.limit(params, BulkReplay.MOST, BulkReplay.MOST);
        DeadLetterSelection selection =
                new DeadLetterSelection(deadLetters, DeadLetterFilters.read(params), cursor(params), most);
        return replays.all(context, selection.find(), id -> deadLetters
                .find(id)
                .map(found -> found.map(letter -> replayable(letter, dryRun))));
    }

    private Replayable replayable(DeadLetter letter, boolean isDryRun) {
        return recording -> {
            recording.from(letter.provenance().source());
            return isDryRun ? replay.plan(letter, recording) : replay.of(letter, recording);
        };
    }

    @DELETE
    @Path("{id}")
    public Uni<Response> delete(@RestPath String id, @RestQuery boolean dryRun) {
        if (dryRun) {
            return existing(id).map(letter -> Response.ok(
                            JsonNodeFactory.instance.objectNode().put("dryRun", true))
                    .build());
        }
        return valid(id).flatMap(deadLetters::remove).map(isGone -> {
            if (!isGone) {
                throw missing(id);
            }
            return Response.noContent().build();
        });
    }

    private Uni<DeadLetter> existing(String id) {
        return valid(id).flatMap(deadLetters::find).map(found -> found.orElseThrow(() -> missing(id)));
    }

    /** What was never given out as an id need not be looked for. */
    private static Uni<String> valid(String id) {
        return ID.matcher(id).matches()
                ? Uni.createFrom().item(id)
                : Uni.createFrom().failure(() -> missing(id));
    }

    private static ProblemException missing(String id) {
        return new ProblemException(404, "there is no dead letter '" + Text.shorten(id) + "'");
    }

    private static Optional<String> cursor(MultiMap params) {
        return Optional.ofNullable(params.get("cursor"));
    }

    /** The link is relative, because a proxy may know this place by another name (RFC 3986, 4.2). */
    private static ObjectNode json(DeadLetters.Page page, MultiMap query) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode value = json.putArray("value");
        page.letters().forEach(letter -> value.add(DeadLetterJson.write(letter)));
        page.next().ifPresent(next -> {
            Map<String, String> following = new TreeMap<>();
            Stream.concat(DeadLetterFilters.NAMES.stream(), Stream.of("limit"))
                    .filter(query::contains)
                    .forEach(name -> following.put(name, query.get(name)));
            following.put("cursor", next);
            json.put("next", next).put("nextLink", PATH + "?" + encoded(following));
        });
        return json;
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
