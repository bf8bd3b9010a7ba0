package dev.orgrelay.http;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.intake.Report;
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
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

    /** One of the preferences of a request, whatever its value (RFC 7240). */
    private static final Pattern PREFERS_REPLY =
            Pattern.compile("(^|,)\\s*reply\\s*($|[,;=])", Pattern.CASE_INSENSITIVE);

    private final Sources sources;
    private final Intake intake;
    private final RequestBodies bodies;
    private final Deliveries deliveries;
    private final ScimRoutes scim;
    private final OtherSites sites;
    private final SourceActivities activities;

    EventRoutes(
            Sources sources,
            Intake intake,
            RequestBodies bodies,
            Deliveries deliveries,
            ScimRoutes scim,
            OtherSites sites,
            SourceActivities activities) {
        this.activities = activities;
        this.sources = sources;
        this.intake = intake;
        this.bodies = bodies;
        this.deliveries = deliveries;
        this.scim = scim;
        this.sites = sites;
    }

    void register(@Observes @Priority(Door.EVENTS) Router router) {
        router.route(ROOT + "/*").order(Door.ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        EventPath path = EventPath.of(context.normalizedPath().substring(ROOT.length()));
        Optional<Source> source = sources.named(path.source());
        if (source.map(known -> known.answering().isScim()).orElse(false)) {
            scim.handle(context, source, path);
            return;
        }
        Uni.createFrom()
                .deferred(() -> answer(source.orElseThrow(() -> unknown(path)), path, context))
                .onFailure()
                .recoverWithItem(failure -> turnedAway(context, source, Problems.of(failure)))
                .subscribe()
                .with(answer -> bodies.answer(context, answer));
    }

    private static ProblemException unknown(EventPath path) {
        return new ProblemException(404, "no source '" + Text.shorten(path.source()) + "' is configured");
    }

    private Answer turnedAway(RoutingContext context, Optional<Source> source, ProblemException problem) {
        RequestRecords.of(context).detail(problem.detail());
        if (problem.status() < FIRST_OF_OURS && RequestEffect.changes(context.request())) {
            activities.turnedAway(source.map(Source::name), problem.status(), problem.getMessage());
        }
        return source.filter(known -> problem.status() == 401)
                .map(known -> problem.with(HttpHeaders.WWW_AUTHENTICATE, known.challenge()))
                .orElse(problem)
                .answer();
    }

    private Uni<Answer> answer(Source source, EventPath path, RoutingContext context) {
        Delivery head = deliveries.of(context, path.rest());
        return switch (head.method()) {
            case "POST" -> receive(source, head, context);
            case "PUT", "PATCH", "DELETE" -> {
                if (path.named().isEmpty()) {
                    throw notAllowed(path);
                }
                yield receive(source, head, context);
            }
            case "GET", "HEAD" ->
                Uni.createFrom()
                        .item(source.handshake(head).map(EventRoutes::answer).orElseThrow(() -> notAllowed(path)));
            case "OPTIONS" -> Uni.createFrom().item(answer(source.options(head)));
            default -> throw notAllowed(path);
        };
    }

    private Uni<Answer> receive(Source source, Delivery head, RoutingContext context) {
        if (!source.asksForProof()) {
            sites.refuse(context.request());
        }
        boolean isDryRun = RequestEffect.isDryRun(context.request().params());
        Optional<HandshakeAnswer> handshake = source.handshake(head);
        if (handshake.isPresent()) {
            return Uni.createFrom().item(answer(handshake.get()));
        }
        Recording recording = RequestRecords.of(context);
        return Scheduler.backToCaller(source.verifyHead(head))
                .onFailure(IntakeException.Unauthenticated.class)
                .invoke(refusal -> RequestRecords.refused(recording, source, refusal))
                .flatMap(proof -> receive(source, head, proof, isDryRun, context));
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
                .map(Answer::of);
    }

    private Uni<Answer> apply(Source source, Delivery delivery, List<Mapped> messages, Recording recording) {
        return Scheduler.backToCaller(source.lookUp(messages, delivery.deadline()))
                .flatMap(complete ->
                        intake.take(source, complete, delivery.header("traceparent"), delivery.deadline(), recording))
                .map(report -> answer(source, delivery, report));
    }

    private Answer answer(Source source, Delivery delivery, Report report) {
        Answer answer = Answer.of(report);
        return source.answering().isSilent() || wantsNothing(delivery) ? answer.withoutBody() : answer;
    }

    /** A Knative broker says so: it takes what comes back for an event of its own, and all else for a failure. */
    private static boolean wantsNothing(Delivery delivery) {
        return delivery.header("prefer")
                .filter(preferences -> PREFERS_REPLY.matcher(preferences).find())
                .isPresent();
    }

    private static ProblemException notAllowed(EventPath path) {
        return ProblemException.notAllowed(
                path.named().isEmpty() ? "POST, OPTIONS" : "POST, PUT, PATCH, DELETE, OPTIONS");
    }

    private static Answer answer(HandshakeAnswer handshake) {
        return new Answer(
                handshake.status(), handshake.headers(), handshake.body().orElse(""));
    }
}
