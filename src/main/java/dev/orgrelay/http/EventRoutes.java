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
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The intake: whatever a configured source sends, by any method, at its own path or below it.
 *
 * <p>A route of the server and no REST resource, since nothing of what that offers is used here: a source decides by itself what it reads and answers. A
 * resource would make an event take a third longer.
 */
@ApplicationScoped
class EventRoutes {

    static final String ROOT = "/api/events";
    private static final byte[] NOTHING = {};
    private static final int BEFORE_RESOURCES = -50_000;

    private final Sources sources;
    private final Intake intake;
    private final RequestBodies bodies;
    private final Deliveries deliveries;
    private final ScimAnswers scim;

    EventRoutes(Sources sources, Intake intake, RequestBodies bodies, Deliveries deliveries, ScimAnswers scim) {
        this.sources = sources;
        this.intake = intake;
        this.bodies = bodies;
        this.deliveries = deliveries;
        this.scim = scim;
    }

    void register(@Observes Router router) {
        router.route(ROOT + "/*").order(BEFORE_RESOURCES).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        Uni.createFrom()
                .deferred(() -> answer(context))
                .subscribe()
                .with(answer -> answer.send(context.response()), failure -> Problems.of(failure)
                        .send(context.response()));
    }

    private Uni<Answer> answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        EventPath path = EventPath.of(context.normalizedPath().substring(ROOT.length()));
        Source source = sources.named(path.source())
                .orElseThrow(() -> new ProblemException(404, "no source '" + path.source() + "' is configured"));
        return switch (request.method().name()) {
            case "POST" -> receive(source, path, context);
            case "PUT", "PATCH", "DELETE" -> {
                if (path.named().isEmpty()) {
                    throw notAllowed();
                }
                yield receive(source, path, context);
            }
            case "GET", "HEAD" -> get(source, deliveries.of(request, path.rest(), NOTHING));
            case "OPTIONS" ->
                Uni.createFrom().item(answer(source.options(deliveries.of(request, path.rest(), NOTHING))));
            default -> throw notAllowed();
        };
    }

    private Uni<Answer> receive(Source source, EventPath path, RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!source.asksForProof()) {
            OtherSites.refuse(request);
        }
        boolean isDryRun = RequestEffect.isDryRun(request.params());
        return bodies.of(context).flatMap(body -> receive(source, deliveries.of(request, path.rest(), body), isDryRun));
    }

    private Uni<Answer> get(Source source, Delivery delivery) {
        Optional<HandshakeAnswer> handshake = source.get(delivery);
        if (handshake.isEmpty() && source.answering().isScim()) {
            return explained(() -> scim.read(source, delivery));
        }
        return Uni.createFrom().item(handshake.map(EventRoutes::answer).orElseThrow(EventRoutes::notAllowed));
    }

    private Uni<Answer> receive(Source source, Delivery delivery, boolean isDryRun) {
        if (isDryRun) {
            return receive(source, delivery, messages -> Reading.by(source, () -> source.lookUp(messages))
                    .flatMap(complete -> intake.plan(source.name(), complete))
                    .map(ReportAnswer::of));
        }
        return source.answering().isScim()
                ? explained(() -> receive(source, delivery, messages -> apply(source, delivery, messages)
                        .map(report -> scim.of(delivery, report))))
                : receive(source, delivery, messages -> apply(source, delivery, messages)
                        .map(ReportAnswer::of));
    }

    private static Uni<Answer> receive(Source source, Delivery delivery, Function<List<Mapped>, Uni<Answer>> answer) {
        return Reading.by(source, () -> source.receive(delivery))
                .flatMap(reception ->
                        reception.match(handshake -> Uni.createFrom().item(answer(handshake)), answer));
    }

    private Uni<Report> apply(Source source, Delivery delivery, List<Mapped> messages) {
        return Reading.by(source, () -> source.lookUp(messages))
                .flatMap(complete -> intake.take(source, complete, delivery.header("traceparent")));
    }

    /** A SCIM client hears why it is turned away in its own words. */
    private static Uni<Answer> explained(Supplier<Uni<? extends Answer>> answer) {
        return Uni.createFrom()
                .deferred(answer)
                .onFailure(IntakeException.class)
                .recoverWithItem(ScimAnswers::turnedAway);
    }

    private static ProblemException notAllowed() {
        return new ProblemException(Problem.NOT_ALLOWED);
    }

    private static Answer answer(HandshakeAnswer handshake) {
        return new Answer(
                handshake.status(), handshake.headers(), handshake.body().orElse(""));
    }
}
