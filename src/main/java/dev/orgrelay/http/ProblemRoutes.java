package dev.orgrelay.http;

import dev.orgrelay.central.Shutdown;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Problems for what fails before or outside of the REST resources: unknown paths, bodies that are too large or no body that anybody reads. */
@ApplicationScoped
class ProblemRoutes {

    private static final String MULTIPART = "multipart/";
    private static final Duration STOPPING = Duration.ofSeconds(10);
    private static final String WORK = "/api/";

    private final Shutdown closing;
    private final RequestBodies bodies;
    private final Sources sources;
    private final SourceActivities activities;
    private final ScimRoutes scim;

    ProblemRoutes(
            RequestBodies bodies, Shutdown closing, Sources sources, SourceActivities activities, ScimRoutes scim) {
        this.scim = scim;
        this.sources = sources;
        this.activities = activities;
        this.closing = closing;
        this.bodies = bodies;
    }

    void register(@Observes @Priority(Door.HEADERS) Router router) {
        router.route().order(Door.ORDER).handler(this::refuseUnread).failureHandler(this::fail);
        router.errorHandler(404, context -> ProblemException.NOT_FOUND.answer().send(context.response()));
        // to the server, a file could be anywhere, and be read only
        router.errorHandler(405, context -> ProblemException.NOT_FOUND.answer().send(context.response()));
        router.errorHandler(400, context -> bodies.answer(context, ProblemException.UNREADABLE));
    }

    /** What the headers announce can be refused before a byte of the body is read. */
    private void refuseUnread(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        String type = context.request().getHeader(HttpHeaderNames.CONTENT_TYPE);
        if (closing.hasBegun() && context.normalizedPath().startsWith(WORK)) {
            answer(
                    context,
                    new ProblemException(503, "this instance is about to stop; send it again later")
                            .retryAfter(STOPPING));
        } else if (length != null && bodies.isTooLarge(length)) {
            turnAway(context, bodies.tooLarge());
        } else if (type != null && type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length())) {
            turnAway(context, new ProblemException(415, "no source reads " + MULTIPART + "*"));
        } else {
            context.next();
        }
    }

    private void turnAway(RoutingContext context, ProblemException problem) {
        EventPath.whole(context.normalizedPath())
                .ifPresent(below -> activities.turnedAway(
                        sources.named(below.source()).map(Source::name), problem.status(), problem.getMessage()));
        answer(context, problem);
    }

    private void answer(RoutingContext context, ProblemException problem) {
        RequestRecords.of(context).detail(problem.detail());
        bodies.answer(context, scim.turningAway(context, problem));
    }

    private void fail(RoutingContext context) {
        answer(context, problem(context));
    }

    private ProblemException problem(RoutingContext context) {
        return switch (context.statusCode()) {
            case 404 -> ProblemException.NOT_FOUND;
            case 405 -> ProblemException.notAllowed(context.response().headers().get(HttpHeaderNames.ALLOW));
            case 413 -> bodies.tooLarge();
            case 400 -> ProblemException.UNREADABLE;
            default -> Problems.of(context.failure());
        };
    }
}
