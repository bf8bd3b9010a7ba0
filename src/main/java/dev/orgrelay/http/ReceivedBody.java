package dev.orgrelay.http;

import dev.orgrelay.message.IntakeException.Busy;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The body of one request, while it is received. Belongs to the event loop of its connection. */
final class ReceivedBody {

    /** For the whole body; a byte now and then does not renew it. */
    private static final long MOST_MILLIS = 10_000;

    /** Of a chunk, in bytes: even the smallest takes as much. */
    private static final int LEAST_COST = 128;

    private static final long NONE = -1;

    private static final ProblemException TOO_SLOW =
            new ProblemException(408, "the body was not complete after " + MOST_MILLIS / 1000 + " seconds");

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final ContentCoding coding;
    private final long maxSize;
    private final UniEmitter<? super Body> emitter;
    private int size;

    /** Not one array that grows: that would be twice as large, and copied again and again. Null once nobody wants it. */
    private volatile List<Buffer> received = new ArrayList<>();

    private BytesInFlight.Share share;
    private long timer = NONE;
    private boolean isOver;

    ReceivedBody(RoutingContext context, ContentCoding coding, long maxSize, UniEmitter<? super Body> emitter) {
        this.context = context;
        this.request = context.request();
        this.coding = coding;
        this.maxSize = maxSize;
        this.emitter = emitter;
    }

    /** @param open opens a share of the memory, given what makes this request give way */
    void receive(Function<Runnable, BytesInFlight.Share> open) {
        Context here = context.vertx().getOrCreateContext();
        share = open.apply(() -> {
            received = null; // at once, because somebody else has the room already
            here.runOnContext(now -> fail(noRoom()));
        });
        context.addEndHandler(ended -> share.release());
        here.runOnContext(next -> limitTime()); // most bodies come with their head, and are complete by then
        request.exceptionHandler(gone -> fail(ProblemException.UNREADABLE))
                .endHandler(ended -> complete())
                .handler(this::add)
                .resume();
    }

    private void limitTime() {
        if (!isOver) {
            timer = context.vertx().setTimer(MOST_MILLIS, late -> fail(TOO_SLOW));
        }
    }

    private void add(Buffer chunk) {
        List<Buffer> before = received;
        if (isOver || before == null) {
            return;
        }
        if (size + (long) chunk.length() > maxSize) {
            fail(RequestBodies.tooLarge(maxSize));
        } else if (share.take(Math.max(LEAST_COST, chunk.length()))) {
            size += chunk.length();
            before.add(chunk);
        } else {
            fail(noRoom());
        }
    }

    private void complete() {
        List<Buffer> all = received;
        if (all != null && end()) {
            share.keep();
            received = null;
            emitter.complete(new Body(joined(all), coding, maxSize, share::take));
        }
    }

    private byte[] joined(List<Buffer> chunks) {
        if (chunks.size() == 1) {
            return chunks.get(0).getBytes();
        }
        byte[] body = new byte[size];
        int end = 0;
        for (Buffer chunk : chunks) {
            chunk.getBytes(body, end);
            end += chunk.length();
        }
        return body;
    }

    private void fail(RuntimeException failure) {
        if (end()) {
            received = null;
            share.release();
            emitter.fail(failure);
        }
    }

    private boolean end() {
        boolean isFirst = !isOver;
        isOver = true;
        if (timer != NONE) {
            context.vertx().cancelTimer(timer);
        }
        return isFirst;
    }

    static Busy noRoom() {
        return new Busy("too many bodies are being received; send it again later");
    }
}
