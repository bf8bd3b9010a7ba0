package dev.orgrelay.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Receives the bodies of requests, once it is known that they may come. Each is limited in size and time, all of them together in memory.
 *
 * <p>A body that is not wanted is taken from its sender all the same and not kept, because a sender that is still sending does not hear the answer; a
 * {@link Connection} does that for a while.
 */
@Singleton
class RequestBodies {

    /** What all bodies may have of the memory. What is made of a body takes a multiple of it. */
    private static final int PART_OF_MEMORY = 32;

    /** So many of the largest there can be at once in any case. */
    private static final int LEAST_BODIES = 4;

    private static final byte[] NOTHING = {};

    private final long maxSize;
    private final BytesInFlight inFlight;

    RequestBodies(HttpConfig config) {
        this.maxSize = config.maxBodySize().asLongValue();
        this.inFlight = new BytesInFlight(
                Math.max(LEAST_BODIES * maxSize, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY));
    }

    /**
     * The body, empty if there is none. It counts as in memory until the request is answered.
     *
     * @param source whose request it is
     * @param isProven whether the request has proved that
     * @return fails with a {@link ProblemException} if it is too large, too slow, cannot be read, or there is no room for it
     */
    Uni<Body> receive(RoutingContext context, String source, boolean isProven) {
        HttpServerRequest request = context.request();
        ContentCoding coding = coding(request);
        if (request.isEnded()) {
            return Uni.createFrom().item(new Body(NOTHING, coding, maxSize, none -> true));
        }
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected != null) {
            requireContinue(expected);
            request.response().writeContinue();
        }
        return Uni.createFrom().emitter(emitter -> new ReceivedBody(context, coding, maxSize, emitter)
                .receive(evict -> inFlight.share(source, isProven, evict)));
    }

    private static ContentCoding coding(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaders.CONTENT_ENCODING);
        return codings.isEmpty() ? ContentCoding.IDENTITY : ContentCoding.of(String.join(", ", codings));
    }

    /** Turns a request away. */
    void answer(RoutingContext context, ProblemException problem) {
        RequestRecords.of(context).detail(problem.detail());
        answer(context, problem.answer());
    }

    /** Answers a request, whether or not its body was received. */
    void answer(RoutingContext context, Answer answer) {
        RequestRecords.of(context).answered(answer.body());
        answer.send(context.response());
        drop(context);
    }

    /** Lets the rest of the body come and go, or the connection would not get to its next request. */
    void drop(RoutingContext context) {
        if (!context.request().isEnded()) {
            context.request().exceptionHandler(gone -> {}).handler(null).resume();
        }
    }

    /** Whether a {@code Content-Length} announces too much, or nothing that can be read as a length. */
    boolean isTooLarge(String length) {
        try {
            return Long.parseLong(length) > maxSize;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    ProblemException tooLarge() {
        return tooLarge(maxSize);
    }

    static ProblemException tooLarge(long maxSize) {
        return new ProblemException(413, "the body is larger than orgrelay.max-body-size, " + maxSize + " bytes");
    }

    private static void requireContinue(String expected) {
        if (!expected.equalsIgnoreCase("100-continue")) {
            throw new ProblemException(417, "only 100-continue can be expected");
        }
    }
}
