package dev.orgrelay.http;

import dev.orgrelay.central.Closing;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Problems for what fails before or outside of the REST resources: unknown paths, bodies that are too large or no forms. */
@ApplicationScoped
class ProblemRoutes {

    private static final String MULTIPART = "multipart/";
    private static final int BEFORE_EVERYTHING = -100_000;
    private static final Duration STOPPING = Duration.ofSeconds(10);
    private static final String WORK = "/api/";
    private static final long LINGER_MILLIS = 5_000;

    private final Closing closing;
    private final RequestBodies bodies;

    ProblemRoutes(RequestBodies bodies, Closing closing) {
        this.closing = closing;
        this.bodies = bodies;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_EVERYTHING).handler(this::refuseUnread).failureHandler(this::fail);
        router.errorHandler(404, context -> Problem.NOT_FOUND.answer().send(context.response()));
        router.errorHandler(400, context -> answerAndDrain(context, unreadable()));
    }

    /** What the headers announce can be refused before a byte of the body is read. */
    private void refuseUnread(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        String type = context.request().getHeader(HttpHeaderNames.CONTENT_TYPE);
        if ("0".equals(length)) {
            // whoever waits for the end of an empty body waits forever, because it has ended already
            context.request().headers().remove(HttpHeaderNames.CONTENT_LENGTH);
            ((RoutingContextInternal) context).setBody(Buffer.buffer());
        }
        if (closing.hasBegun() && context.normalizedPath().startsWith(WORK)) {
            answerAndDrain(
                    context,
                    new Problem(503, "this instance is about to stop; send it again later")
                            .answer()
                            .retryAfter(STOPPING));
        } else if (length != null && bodies.isTooLarge(length)) {
            answerAndDrain(context, bodies.tooLarge().answer());
        } else if (type != null && type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length())) {
            answerAndDrain(context, new Problem(415, "no source reads " + MULTIPART + "*").answer());
        } else {
            context.next();
        }
    }

    private void fail(RoutingContext context) {
        if (context.response().closed() || context.response().headWritten()) {
            return; // nobody is left to tell
        }
        if (context.failure() instanceof NumberFormatException) {
            answerAndDrain(context, unreadable()); // the size of a chunk
            return;
        }
        if (isBadForm(context.failure())) {
            answerAndDrain(
                    context, new Problem(400, "the body is not the form that its Content-Type declares").answer());
            return;
        }
        switch (context.statusCode()) {
            case 404 -> Problem.NOT_FOUND.answer().send(context.response());
            case 405 -> Problem.NOT_ALLOWED.answer().send(context.response());
            case 413 -> answerAndDrain(context, bodies.tooLarge().answer());
            case 400 -> answerAndDrain(context, unreadable());
            case 417 -> answerAndDrain(context, new Problem(417, "only 100-continue can be expected").answer());
            default -> answerAndDrain(context, Problems.unexpected(context.failure()));
        }
    }

    private static boolean isBadForm(Throwable failure) {
        return failure != null && failure.getClass().getEnclosingClass() == HttpPostRequestDecoder.class;
    }

    private static Answer unreadable() {
        return new Problem(400, "the request cannot be read").answer();
    }

    /** A sender that is still sending hears the answer only if the rest is taken from it, for a while. */
    private static void answerAndDrain(RoutingContext context, Answer answer) {
        HttpServerRequest request = context.request();
        answer.send(context.response());
        if (!request.isEnded()) {
            request.handler(rest -> {}).resume();
            context.vertx().setTimer(LINGER_MILLIS, timer -> closeUnfinished(request));
        }
    }

    private static void closeUnfinished(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.connection().close();
        }
    }
}
