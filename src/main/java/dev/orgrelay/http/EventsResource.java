package dev.orgrelay.http;

import dev.orgrelay.intake.Intake;
import dev.orgrelay.intake.Reading;
import dev.orgrelay.intake.Report;
import dev.orgrelay.source.Delivery;
import dev.orgrelay.source.HandshakeAnswer;
import dev.orgrelay.source.IntakeException;
import dev.orgrelay.source.Mapped;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;

/** The intake: whatever a configured source sends, by any method, at its own path or below it. */
@Path("/events")
@Consumes(MediaType.WILDCARD)
class EventsResource {

    private final Sources sources;
    private final Intake intake;
    private final Deliveries deliveries;
    private final ScimAnswers scim;

    EventsResource(Sources sources, Intake intake, Deliveries deliveries, ScimAnswers scim) {
        this.sources = sources;
        this.intake = intake;
        this.deliveries = deliveries;
        this.scim = scim;
    }

    @POST
    public Uni<Response> postToDefault(@Context HttpServerRequest request, byte[] body) {
        return receive(Sources.DEFAULT, "", request, body);
    }

    @POST
    @Path("{source}{path:(/.*)?}")
    public Uni<Response> post(
            @RestPath String source, @RestPath String path, @Context HttpServerRequest request, byte[] body) {
        return receive(source, path, request, body);
    }

    @PUT
    @Path("{source}{path:(/.*)?}")
    public Uni<Response> put(
            @RestPath String source, @RestPath String path, @Context HttpServerRequest request, byte[] body) {
        return receive(source, path, request, body);
    }

    @PATCH
    @Path("{source}{path:(/.*)?}")
    public Uni<Response> patch(
            @RestPath String source, @RestPath String path, @Context HttpServerRequest request, byte[] body) {
        return receive(source, path, request, body);
    }

    @DELETE
    @Path("{source}{path:(/.*)?}")
    public Uni<Response> delete(
            @RestPath String source, @RestPath String path, @Context HttpServerRequest request, byte[] body) {
        return receive(source, path, request, body);
    }

    @GET
    public Uni<Response> getOfDefault(@Context HttpServerRequest request) {
        return get(Sources.DEFAULT, "", request);
    }

    @GET
    @Path("{source}{path:(/.*)?}")
    public Uni<Response> get(@RestPath String source, @RestPath String path, @Context HttpServerRequest request) {
        Source asked = source(source);
        Delivery delivery = deliveries.of(request, path, new byte[0]);
        Optional<HandshakeAnswer> handshake = asked.get(delivery);
        if (handshake.isEmpty() && asked.answering().isScim()) {
            return explained(Uni.createFrom().deferred(() -> scim.read(asked, delivery)));
        }
        return Uni.createFrom()
                .item(handshake
                        .map(EventsResource::answer)
                        .orElseThrow(() -> new ProblemException(405, "this method is not allowed here")));
    }

    @OPTIONS
    public Response optionsOfDefault(@Context HttpServerRequest request) {
        return options(Sources.DEFAULT, "", request);
    }

    @OPTIONS
    @Path("{source}{path:(/.*)?}")
    public Response options(@RestPath String source, @RestPath String path, @Context HttpServerRequest request) {
        return answer(source(source).options(deliveries.of(request, path, new byte[0])));
    }

    private Uni<Response> receive(String name, String path, HttpServerRequest request, byte[] body) {
        Source source = source(name);
        Delivery delivery = deliveries.of(request, path, body);
        if (isDryRun(request)) {
            return receive(source, delivery, messages -> Uni.createFrom()
                    .item(ReportResponse.of(intake.plan(name, messages))));
        }
        return source.answering().isScim()
                ? explained(receive(source, delivery, messages -> apply(source, delivery, messages)
                        .map(report -> scim.of(delivery, report))))
                : receive(source, delivery, messages -> apply(source, delivery, messages)
                        .map(ReportResponse::of));
    }

    private static Uni<Response> receive(
            Source source, Delivery delivery, Function<List<Mapped>, Uni<Response>> answer) {
        return Uni.createFrom()
                .deferred(() -> Reading.by(source, () -> source.receive(delivery)))
                .flatMap(reception ->
                        reception.match(handshake -> Uni.createFrom().item(answer(handshake)), answer));
    }

    private Uni<Report> apply(Source source, Delivery delivery, List<Mapped> messages) {
        return Reading.by(source, () -> source.lookUp(messages))
                .flatMap(complete -> intake.take(source, complete, delivery.header("traceparent")));
    }

    /** A SCIM client hears why it is turned away in its own words. */
    private static Uni<Response> explained(Uni<Response> answer) {
        return answer.onFailure(IntakeException.class).recoverWithItem(ScimAnswers::turnedAway);
    }

    private Source source(String name) {
        return sources.named(name)
                .orElseThrow(() -> new ProblemException(404, "no source '" + name + "' is configured"));
    }

    private static boolean isDryRun(HttpServerRequest request) {
        List<String> values = request.params().getAll("dryRun");
        if (values.stream().allMatch("false"::equals)) {
            return false;
        }
        if (values.size() > 1 || !values.get(0).equals("true")) {
            throw new ProblemException(400, "dryRun must be true or false");
        }
        return true;
    }

    private static Response answer(HandshakeAnswer handshake) {
        Response.ResponseBuilder response = Response.status(handshake.status());
        handshake.headers().forEach(response::header);
        handshake.body().ifPresent(response::entity);
        return response.build();
    }
}
