package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.intake.DeadLetterReplay;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetterJson;
import dev.orgrelay.relay.DeadLetters;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The dead letters, for operators: looked at, tried once more, thrown away. */
@OperatorOnly
@Path("/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
class DeadLettersResource {

    private static final String PATH = "/api/dead-letters";
    private static final int LONGEST_CURSOR = 1_000;
    private static final List<String> FILTERS =
            List.of("source", "application", "organization", "outcome", "reason", "limit");
    private static final List<String> OUTCOMES = List.of(DeadLetter.REFUSED, DeadLetter.DEFERRED);
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final DeadLetters deadLetters;
    private final DeadLetterReplay replay;

    DeadLettersResource(DeadLetters deadLetters, DeadLetterReplay replay) {
        this.deadLetters = deadLetters;
        this.replay = replay;
    }

    /** A page of those that the query wants: {@code {"value": [...], "next": ..., "nextLink": ...}}; neither on the last one. */
    @GET
    public Uni<ObjectNode> list(
            @RestQuery Optional<String> source,
            @RestQuery Optional<String> application,
            @RestQuery Optional<String> organization,
            @RestQuery Optional<String> outcome,
            @RestQuery Optional<String> reason,
            @RestQuery Optional<String> cursor,
            @RestQuery @DefaultValue("50") String limit,
            @Context UriInfo uri) {
        if (outcome.filter(word -> !OUTCOMES.contains(word)).isPresent()) {
            throw new ProblemException(
                    400, "outcome = " + Text.shorten(outcome.get()) + ": allowed are " + String.join(", ", OUTCOMES));
        }
        if (cursor.filter(text -> text.length() > LONGEST_CURSOR).isPresent()) {
            throw new ProblemException(400, "cursor must be the next of an earlier page");
        }
        return deadLetters
                .list(new DeadLetters.Filter(source, application, organization, outcome, reason), cursor, limit(limit))
                .map(page -> json(page, uri.getQueryParameters()));
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
        Recording recording = RequestRecords.of(context);
        return existing(id).flatMap(letter -> {
            recording.from(letter.provenance().source());
            if (!letter.isReplayable()) {
                throw nothingToReplay(letter);
            }
            Uni<Answer> answer = dryRun
                    ? replay.plan(letter, recording)
                            .map(report ->
                                    Answer.of(200, Answer.JSON, report.toJson().put("dryRun", true)))
                    : replay.of(letter, recording).map(Answer::of);
            return answer.map(known -> known.response(recording));
        });
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

    private static ProblemException nothingToReplay(DeadLetter letter) {
        return new ProblemException(
                409,
                letter.provenance().isOfEvent()
                        ? "neither a change nor the message was kept: have it sent again, then delete the dead letter"
                        : "nothing is in it that could be tried again: do what its reason says");
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= DeadLetters.MOST_ON_A_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // the same answer
        }
        throw new ProblemException(400, "limit must be a number from 1 to " + DeadLetters.MOST_ON_A_PAGE);
    }

    /** The link is relative, because a proxy may know this place by another name (RFC 3986, 4.2). */
    private static ObjectNode json(DeadLetters.Page page, MultivaluedMap<String, String> query) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode value = json.putArray("value");
        page.letters().forEach(letter -> value.add(DeadLetterJson.write(letter)));
        page.next().ifPresent(next -> {
            Map<String, String> following = new TreeMap<>();
            FILTERS.stream().filter(query::containsKey).forEach(name -> following.put(name, query.getFirst(name)));
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
