package dev.orgrelay.http;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.Text;
import dev.orgrelay.proof.Proof;
import dev.orgrelay.scim.ScimAnswer;
import dev.orgrelay.scim.ScimException;
import dev.orgrelay.scim.ScimRequest;
import dev.orgrelay.scim.ScimServer;
import dev.orgrelay.scim.ScimType;
import dev.orgrelay.source.HandshakeAnswer;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** The way of SCIM clients: below {@code /api/scim}, and where events of their source would go. What goes wrong is told as SCIM tells it. */
@ApplicationScoped
class ScimRoutes {

    static final String ROOT = "/api/scim";

    private static final String SCIM = "application/scim+json";
    private static final int FIRST_OF_OURS = 500;

    private final Sources sources;
    private final ScimServer server;
    private final RequestBodies bodies;
    private final Deliveries deliveries;
    private final OtherSites sites;
    private final SourceActivities activities;

    ScimRoutes(
            Sources sources,
            ScimServer server,
            RequestBodies bodies,
            Deliveries deliveries,
            OtherSites sites,
            SourceActivities activities) {
        this.sources = sources;
        this.server = server;
        this.bodies = bodies;
        this.deliveries = deliveries;
        this.sites = sites;
        this.activities = activities;
    }

    void register(@Observes @Priority(Door.EVENTS) Router router) {
        router.route(ROOT + "/*").order(Door.ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        EventPath path = EventPath.of(context.normalizedPath().substring(ROOT.length()));
        handle(
                context,
                sources.named(path.source()).filter(source -> source.answering().isScim()),
                path);
    }

    /** @param source empty if there is none at {@code path} */
    void handle(RoutingContext context, Optional<Source> source, EventPath path) {
        Uni.createFrom()
                .deferred(() -> answer(source.orElseThrow(() -> unknown(path)), path.rest(), context))
                .onFailure()
                .recoverWithItem(failure -> failed(context, source, failure))
                .subscribe()
                .with(answer -> bodies.answer(context, answer));
    }

    private static ProblemException unknown(EventPath path) {
        return new ProblemException(
                404, "no source '" + Text.shorten(path.source()) + "' with answer=scim is configured");
    }

    private Uni<Answer> answer(Source source, String rest, RoutingContext context) {
        HttpServerRequest request = context.request();
        Delivery head = deliveries.of(context, rest);
        if (head.method().equals("OPTIONS")) {
            return Uni.createFrom().item(options(source, head));
        }
        if (!source.asksForProof()) {
            sites.refuse(request);
        }
        boolean isDryRun = RequestEffect.isDryRun(request.params());
        Recording recording = RequestRecords.of(context);
        return Scheduler.backToCaller(source.verifyHead(head))
                .onFailure(IntakeException.Unauthenticated.class)
                .invoke(refusal -> RequestRecords.refused(recording, source, refusal))
                .invoke(proof -> server.requireAllowed(head, url(request, head)))
                .flatMap(proof -> bodies.receive(context, source.name(), proof.isPresent())
                        .call(body -> prove(source, head.with(body.received()), proof)
                                .onItemOrFailure()
                                .invoke((proven, failure) ->
                                        RequestRecords.read(recording, source, head, body, null, failure))))
                .flatMap(body -> Scheduler.backToCaller(server.answer(new ScimRequest(
                        source, head.with(body.decoded()), url(request, head), isDryRun, false, recording))))
                .map(answer -> answer(answer, head));
    }

    /** Whoever asks whether it may send events hears that, too. */
    private Answer options(Source source, Delivery head) {
        HandshakeAnswer options = source.options(head);
        Answer answer =
                new Answer(options.status(), options.headers(), options.body().orElse(""));
        return server.allowed(head)
                .map(methods -> answer.with(HttpHeaders.ALLOW, methods))
                .orElse(answer);
    }

    private static Uni<Proof> prove(Source source, Delivery delivery, Optional<Proof> ofHead) {
        return ofHead.map(proof -> Uni.createFrom().item(proof)).orElseGet(() -> source.requireProof(delivery));
    }

    /** A client of old that names no host knows where it has gone: it is told paths. */
    private static String url(HttpServerRequest request, Delivery head) {
        String url = request.authority() == null && request.uri().startsWith("/") ? request.uri() : head.url();
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static Answer answer(ScimAnswer answer, Delivery head) {
        boolean isJson = head.header("accept")
                .filter(types -> types.contains(Answer.JSON) && !types.contains(SCIM))
                .isPresent();
        Answer sent = answer.body()
                .map(body -> Answer.of(answer.status(), isJson ? Answer.JSON : SCIM, body))
                .orElseGet(() -> Answer.of(answer.status()));
        for (var header : answer.headers().entrySet()) {
            sent = sent.with(header.getKey(), header.getValue());
        }
        return sent;
    }

    private Answer failed(RoutingContext context, Optional<Source> source, Throwable failure) {
        if (failure instanceof ScimException known) {
            RequestRecords.of(context).detail(known.getMessage());
            return of(known);
        }
        ProblemException problem = Problems.of(failure);
        RequestRecords.of(context).detail(problem.detail());
        if (problem.status() < FIRST_OF_OURS && RequestEffect.changes(context.request())) {
            activities.turnedAway(source.map(Source::name), problem.status(), problem.getMessage());
        }
        Optional<ScimType> type =
                failure instanceof IntakeException.Malformed ? Optional.of(ScimType.INVALID_SYNTAX) : Optional.empty();
        Answer answer = of(problem, type);
        return problem.status() == 401 && source.isPresent()
                ? answer.with(
                        HttpHeaderNames.WWW_AUTHENTICATE.toString(),
                        source.get().challenge())
                : answer;
    }

    private static Answer of(ScimException failure) {
        Answer answer = answer(ScimAnswer.error(failure.status(), failure.type(), failure.getMessage()));
        Answer waiting = failure.retryAfter().map(answer::retryAfter).orElse(answer);
        return failure.allowed()
                .map(methods -> waiting.with(HttpHeaders.ALLOW, methods))
                .orElse(waiting);
    }

    private static Answer answer(ScimAnswer error) {
        return Answer.of(error.status(), SCIM, error.body().orElseThrow());
    }

    /** A problem in the words of SCIM. */
    private static Answer of(ProblemException problem, Optional<ScimType> type) {
        return problem.answer(
                SCIM,
                ScimAnswer.error(problem.status(), type, problem.getMessage())
                        .body()
                        .orElseThrow());
    }

    /** The answer to what is turned away before it comes here: in the words of SCIM if it would have come. */
    Answer turningAway(RoutingContext context, ProblemException problem) {
        return isOfScim(context.normalizedPath()) ? of(problem, Optional.empty()) : problem.answer();
    }

    private boolean isOfScim(String path) {
        return EventPath.below(ROOT, path).isPresent()
                || EventPath.below(EventRoutes.ROOT, path)
                        .flatMap(below -> sources.named(below.source()))
                        .filter(source -> source.answering().isScim())
                        .isPresent();
    }
}
