package dev.orgrelay.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Problems for what fails before or outside of the REST resources: unknown paths, and bodies that are too large. */
@ApplicationScoped
class ProblemRoutes {

    private static final int BEFORE_EVERYTHING = Integer.MIN_VALUE;

    private final long maxBodySize;

    ProblemRoutes(HttpConfig config) {
        this.maxBodySize = config.maxBodySize().asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_EVERYTHING).handler(this::refuseAnnouncedSize);
        router.errorHandler(404, context -> answer(context, new Problem(404, "there is nothing here")));
        router.errorHandler(405, context -> answer(context, new Problem(405, "this method is not allowed here")));
        router.errorHandler(413, context -> answerAndClose(context, tooLarge()));
    }

    /** The sender says how large it is, so not a byte of it has to be read. */
    private void refuseAnnouncedSize(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && isTooLarge(length)) {
            answerAndClose(context, tooLarge());
        } else {
            context.next();
        }
    }

    private boolean isTooLarge(String length) {
        try {
            return Long.parseLong(length) > maxBodySize;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private Problem tooLarge() {
        return new Problem(413, "the body is larger than orgrelay.max-body-size, " + maxBodySize + " bytes");
    }

    /** What is still on its way would be read as the next request. */
    private static void answerAndClose(RoutingContext context, Problem problem) {
        context.response().putHeader(HttpHeaderNames.CONNECTION, "close");
        context.response().endHandler(end -> context.request().connection().close());
        answer(context, problem);
    }

    private static void answer(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (!response.ended()) {
            response.setStatusCode(problem.status())
                    .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(problem.json().toString());
        }
    }
}
