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
import org.jboss.logging.Logger;

/** Problems for what fails before or outside of the REST resources: unknown paths, bodies that are too large or no forms. */
@ApplicationScoped
class ProblemRoutes {

    private static final Logger LOG = Logger.getLogger(ProblemRoutes.class);
    private static final String MULTIPART = "multipart/";
    private static final int BEFORE_EVERYTHING = -100_000;
    private static final int RETRY_AFTER_SECONDS = 30;
    private static final int STOPPING_SECONDS = 10;
    private static final String WORK = "/api/";
    private static final long LINGER_MILLIS = 5_000;

    private final Closing closing;
    private final long maxBodySize;

    ProblemRoutes(HttpConfig config, Closing closing) {
        this.closing = closing;
        this.maxBodySize = config.maxBodySize().asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_EVERYTHING).handler(this::refuseUnread).failureHandler(this::fail);
        router.errorHandler(404, context -> answer(context, notFound()));
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
            comeAgain(context, STOPPING_SECONDS, "this instance is about to stop; send it again later");
        } else if (length != null && isTooLarge(length)) {
            answerAndDrain(context, tooLarge());
        } else if (type != null && type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length())) {
            answerAndDrain(context, new Problem(415, "no source reads " + MULTIPART + "*"));
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
            answerAndDrain(context, new Problem(400, "the body is not the form that its Content-Type declares"));
            return;
        }
        switch (context.statusCode()) {
            case 404 -> answer(context, notFound());
            case 405 -> answer(context, new Problem(405, "this method is not allowed here"));
            case 413 -> answerAndDrain(context, tooLarge());
            case 400 -> answerAndDrain(context, unreadable());
            case 417 -> answerAndDrain(context, new Problem(417, "only 100-continue can be expected"));
            default -> unexpected(context);
        }
    }

    private void unexpected(RoutingContext context) {
        LOG.error("a request failed unexpectedly", context.failure());
        comeAgain(context, RETRY_AFTER_SECONDS, "something went wrong here; send it again later");
    }

    private static void comeAgain(RoutingContext context, int seconds, String detail) {
        context.response().putHeader(HttpHeaderNames.RETRY_AFTER, String.valueOf(seconds));
        answerAndDrain(context, new Problem(503, detail));
    }

    private boolean isTooLarge(String length) {
        try {
            return Long.parseLong(length) > maxBodySize;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static boolean isBadForm(Throwable failure) {
        return failure != null && failure.getClass().getEnclosingClass() == HttpPostRequestDecoder.class;
    }

    private Problem tooLarge() {
        return new Problem(413, "the body is larger than orgrelay.max-body-size, " + maxBodySize + " bytes");
    }

    private static Problem unreadable() {
        return new Problem(400, "the request cannot be read");
    }

    private static Problem notFound() {
        return new Problem(404, "there is nothing here");
    }

    /** A sender that is still sending hears the answer only if the rest is taken from it, for a while. */
    private static void answerAndDrain(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        answer(context, problem);
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

    private static void answer(RoutingContext context, Problem problem) {
        problem.answer().send(context.response());
    }
}
