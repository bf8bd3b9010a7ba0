package dev.orgrelay.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives the bodies of requests, once it is known that they may come. Each is limited in size and time, all of them together in memory.
 *
 * <p>A body that is not wanted is taken from its sender all the same and not kept, because a sender that is still sending does not hear the answer; for a while,
 * then the connection is closed.
 */
@Singleton
class RequestBodies {

    /** What all bodies may have of the memory. What is made of a body takes a multiple of it. */
    private static final int PART_OF_MEMORY = 32;

    /** So many of the largest there can be at once in any case. */
    private static final int LEAST_BODIES = 4;

    private static final long DRAIN_MILLIS = 2_000;
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
    Uni<byte[]> receive(RoutingContext context, String source, boolean isProven) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return Uni.createFrom().item(NOTHING);
        }
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected != null) {
            requireContinue(expected);
            request.response().writeContinue();
        }
        return Uni.createFrom().emitter(emitter -> new ReceivedBody(context, maxSize, emitter)
                .receive(evict -> inFlight.share(source, isProven, evict)));
    }

    /** Answers a request, whether or not its body was received. */
    void answer(RoutingContext context, Answer answer) {
        answer.send(context.response());
        drop(context);
    }

    /** Takes the rest of the body from its sender, without keeping it. */
    void drop(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        AtomicLong left = new AtomicLong(maxSize);
        request.exceptionHandler(failure -> flush(request)).handler(rest -> {
            if (left.addAndGet(-rest.length()) < 0) {
                request.pause();
            }
        });
        long timer = context.vertx()
                .setTimer(DRAIN_MILLIS, late -> request.connection().close());
        request.endHandler(ended -> context.vertx().cancelTimer(timer)).resume();
    }

    /** When something is wrong with a body, the server closes the connection next, and would forget the answer. */
    static void flush(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().flush();
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

    Problem tooLarge() {
        return tooLarge(maxSize);
    }

    static Problem tooLarge(long maxSize) {
        return new Problem(413, "the body is larger than orgrelay.max-body-size, " + maxSize + " bytes");
    }

    private static void requireContinue(String expected) {
        if (!expected.equalsIgnoreCase("100-continue")) {
            throw new ProblemException(417, "only 100-continue can be expected");
        }
    }
}
