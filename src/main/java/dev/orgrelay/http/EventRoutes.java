package dev.orgrelay.http;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.Text;
import dev.orgrelay.proof.Proof;
import dev.orgrelay.source.HandshakeAnswer;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * The intake: whatever a configured source sends, by any method, at its own path or below it.
 *
 * <p>A route of the server and no REST resource, since nothing of what that offers is used here: a source decides by itself what it reads and answers. A
 * resource would make an event take a third longer.
 */
@ApplicationScoped
class EventRoutes {

    static final String ROOT = "/api/events";

    private static final int FIRST_OF_OURS = 500;

    private final Sources sources;
    private final Intake intake;
    private final RequestBodies bodies;
    private final Deliveries deliveries;
    private final ScimAnswers scim;
    private final SourceActivities activities;

    EventRoutes(
            Sources sources,
            Intake intake,
            RequestBodies bodies,
            Deliveries deliveries,
            ScimAnswers scim,
            SourceActivities activities) {
        this.activities = activities;
        this.sources = sources;
        this.intake = intake;
        this.bodies = bodies;
        this.deliveries = deliveries;
        this.scim = scim;
    }

    void register(@Observes @Priority(Door.EVENTS) Router router) {
        router.route(ROOT + "/*").order(Door.ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        Uni.createFrom()
                .deferred(() -> answer(context))
                .onFailure()
                .recoverWithItem(failure -> turnedAway(context, failure, Problems.of(failure)))
                .subscribe()
                .with(answer -> bodies.answer(context, answer));
    }

    private Answer turnedAway(RoutingContext context, Throwable failure, Answer answer) {
        if (answer.status() < FIRST_OF_OURS && RequestEffect.changes(context.request())) {
            String name = EventPath.of(context.normalizedPath().substring(ROOT.length()))
                    .source();
            activities.turnedAway(
                    sources.named(name).map(Source::name), answer.status(), String.valueOf(failure.getMessage()));
        }
        return answer;
    }

    private Uni<Answer> answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        EventPath path = EventPath.of(context.normalizedPath().substring(ROOT.length()));
        Recording recording = RequestRecords.of(context);
        recording.from(Text.shorten(path.source()));
        Source source = sources.named(path.source())
                .orElseThrow(() -> new ProblemException(404, "no source '" + path.source() + "' is configured"));
        Delivery head = deliveries.of(request, path.rest());
        return switch (head.method()) {
            case "POST" -> receive(source, head, context);
            case "PUT", "PATCH", "DELETE" -> {
                if (path.named().isEmpty()) {
                    throw notAllowed();
                }
                yield receive(source, head, context);
            }
            case "GET", "HEAD" -> get(source, head, context);
            case "OPTIONS" -> Uni.createFrom().item(answer(source.options(head)));
            default -> throw notAllowed();
        };
    }

    private Uni<Answer> get(Source source, Delivery delivery, RoutingContext context) {
        Optional<HandshakeAnswer> handshake = source.handshake(delivery);
        if (handshake.isEmpty() && source.answering().isScim()) {
            return explained(scim.read(source, delivery), context);
        }
        return Uni.createFrom().item(handshake.map(EventRoutes::answer).orElseThrow(EventRoutes::notAllowed));
    }

    private Uni<Answer> receive(Source source, Delivery head, RoutingContext context) {
        if (!source.asksForProof()) {
            OtherSites.refuse(context.request());
        }
        boolean isDryRun = RequestEffect.isDryRun(context.request().params());
        Optional<HandshakeAnswer> handshake = source.handshake(head);
        if (handshake.isPresent()) {
            return Uni.createFrom().item(answer(handshake.get()));
        }
        Recording recording = RequestRecords.of(context);
        boolean isScim = source.answering().isScim();
        Uni<Answer> answer = Scheduler.backToCaller(source.verifyHead(head))
                .onFailure(IntakeException.Unauthenticated.class)
                .invoke(refusal -> RequestRecords.refused(recording, source, refusal))
                .flatMap(proof -> (isScim ? ScimAnswers.refusal(head) : Optional.<Answer>empty())
                        .map(refusal -> Uni.createFrom().item(refusal))
                        .orElseGet(() -> receive(source, head, proof, isDryRun, context)));
        return isScim && !isDryRun ? explained(answer, context) : answer;
    }

    private Uni<Answer> receive(
            Source source, Delivery head, Optional<Proof> proof, boolean isDryRun, RoutingContext context) {
        return bodies.receive(context, source.name(), proof.isPresent())
                .flatMap(body -> answer(source, head, body, proof, isDryRun, RequestRecords.of(context)));
    }

    private Uni<Answer> answer(
            Source source, Delivery head, Body body, Optional<Proof> proof, boolean isDryRun, Recording recording) {
        Delivery delivery = head.with(body.received());
        return Scheduler.backToCaller(source.receive(delivery, proof, body::decoded))
                .onItemOrFailure()
                .invoke((content, failure) -> RequestRecords.read(recording, source, head, body, content, failure))
                .flatMap(content -> content.match(
                        handshake -> Uni.createFrom().item(answer(handshake)),
                        messages -> isDryRun
                                ? plan(source, delivery, messages, recording)
                                : apply(source, delivery.with(body.decoded()), messages, recording)));
    }

    private Uni<Answer> plan(Source source, Delivery delivery, List<Mapped> messages, Recording recording) {
        return Scheduler.backToCaller(source.lookUp(messages, delivery.deadline()))
                .flatMap(complete -> intake.plan(source.name(), complete, delivery.deadline(), recording))
                .map(ReportAnswer::of);
    }

    private Uni<Answer> apply(Source source, Delivery delivery, List<Mapped> messages, Recording recording) {
        return Scheduler.backToCaller(source.lookUp(messages, delivery.deadline()))
                .flatMap(complete ->
                        intake.take(source, complete, delivery.header("traceparent"), delivery.deadline(), recording))
                .map(report -> source.answering().isScim() ? scim.of(delivery, report) : ReportAnswer.of(report));
    }

    /** A SCIM client hears why it is turned away in its own words. */
    private Uni<Answer> explained(Uni<Answer> answer, RoutingContext context) {
        return answer.onFailure(failure -> failure instanceof IntakeException || failure instanceof ProblemException)
                .recoverWithItem(failure -> turnedAway(context, failure, ScimAnswers.turnedAway(failure)));
    }

    private static ProblemException notAllowed() {
        return new ProblemException(Problem.NOT_ALLOWED);
    }

    private static Answer answer(HandshakeAnswer handshake) {
        return new Answer(
                handshake.status(), handshake.headers(), handshake.body().orElse(""));
    }
}
