package dev.orgrelay.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection, between what reads HTTP and the server. It bounds what the server does not: how long the head of a request may take, how many requests may
 * wait for their answers, and how much of a body that nobody wants is taken. It answers what is no HTTP, of which the server would at best tell nobody.
 *
 * <p>Belongs to its event loop, but for what is volatile.
 */
final class Connection extends ChannelDuplexHandler {

    /** From its first byte on; one now and then does not renew it. */
    private static final long HEAD_SECONDS = 10;

    /** A sender that is still sending does not hear its answer, so the rest is taken from it for a while. */
    private static final long REST_SECONDS = 2;

    /** The server has a list of them, and goes through all of it for each more. */
    private static final int MOST_REQUESTS = 100;

    private static final long NOT = 0;

    private final Channel channel;
    private final long maxBodySize;

    /** Since when the client is to send something, or {@link #NOT} while it waits itself. */
    private volatile long waitingSince = System.nanoTime();

    /** Requests whose answers are not complete, the one that is being received included. */
    private int unanswered;

    private boolean isReceiving;
    private boolean isAnswering;

    /** The client wants to send no more requests. */
    private boolean isLast;

    /** Why nothing more is read. */
    private Optional<ProblemException> refusal = Optional.empty();

    private boolean isOver;
    private boolean hasRead;
    private long rest;
    private Future<?> timeout;

    Connection(Channel channel, long maxBodySize) {
        this.channel = channel;
        this.maxBodySize = maxBodySize;
    }

    /** Whether it is the client's turn. */
    boolean isWaiting() {
        return waitingSince != NOT;
    }

    /** For how long it has been that, in nanoseconds. */
    long waited(long now) {
        long since = waitingSince;
        return since == NOT ? 0 : now - since;
    }

    void close() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        hasRead = true;
        if (refusal.isPresent() || isLast && !isReceiving) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpObject object
                && object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            refuse(context, unreadable(object));
        } else if (message instanceof HttpRequest request) {
            begin(context, request);
        } else if (message instanceof LastHttpContent) {
            complete();
            context.fireChannelRead(message);
        } else if (unanswered == 0 && message instanceof HttpContent content) {
            drop(content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        stopTimeout();
        if (!isKnown(request.protocolVersion())) {
            refuse(context, new ProblemException(505, "only HTTP/1.1 and HTTP/1.0 are spoken here"));
        } else if (unanswered == MOST_REQUESTS) {
            refuse(context, new ProblemException(400, "too many requests at once"));
        } else {
            waitingSince = System.nanoTime();
            unanswered++;
            isReceiving = true;
            isLast = !HttpUtil.isKeepAlive(request);
            context.fireChannelRead(request);
        }
    }

    private static boolean isKnown(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    private void complete() {
        isReceiving = false;
        if (unanswered > 0) {
            waitingSince = NOT;
        } else {
            stopTimeout();
            waitingSince = System.nanoTime();
        }
    }

    /** Its request is answered already. */
    private void drop(HttpContent content) {
        rest -= content.content().readableBytes();
        content.release();
        if (rest < 0) {
            channel.config().setAutoRead(false);
        }
    }

    /** What was read and is not even a head has begun to be one. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!hasRead && !isReceiving && unanswered == 0 && timeout == null) {
            limitTime(context, HEAD_SECONDS, () -> refuse(context, slow()));
        }
        hasRead = false;
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (isOver) {
            ReferenceCountUtil.release(message);
            promise.trySuccess(); // there is nobody left to hear it
            return;
        }
        if (message instanceof HttpResponse response) {
            isAnswering = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
        }
        if (isAnswering && message instanceof LastHttpContent) {
            answered(context);
        }
        context.write(message, promise);
        endWithRefusal(context);
    }

    private void answered(ChannelHandlerContext context) {
        isAnswering = false;
        unanswered--;
        if (unanswered == 0) {
            waitingSince = System.nanoTime();
            if (isReceiving && refusal.isEmpty()) {
                rest = maxBodySize;
                limitTime(context, REST_SECONDS, this::close);
            }
        }
    }

    /** Nothing more is read. What came before is answered first. */
    private void refuse(ChannelHandlerContext context, ProblemException problem) {
        refusal = Optional.of(problem);
        stopTimeout();
        endWithRefusal(context);
    }

    /** If it is its turn; and leaves the client some time to hear it. */
    private void endWithRefusal(ChannelHandlerContext context) {
        int own = isReceiving ? 1 : 0;
        if (refusal.isEmpty() || isAnswering || unanswered > own) {
            return;
        }
        isOver = true;
        channel.config().setAutoRead(true);
        Object last = unanswered == own ? refusal.get().answer().last() : Unpooled.EMPTY_BUFFER;
        context.writeAndFlush(last).addListener(sent -> end());
        limitTime(context, REST_SECONDS, this::close);
    }

    private void end() {
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    private static ProblemException unreadable(HttpObject object) {
        Throwable cause = object.decoderResult().cause();
        if (object instanceof HttpRequest && cause instanceof TooLongHttpLineException) {
            return new ProblemException(414, "the first line of the request is too long");
        }
        return object instanceof HttpRequest && cause instanceof TooLongHttpHeaderException
                ? new ProblemException(431, "the headers of the request are too large")
                : ProblemException.UNREADABLE;
    }

    private static ProblemException slow() {
        return new ProblemException(408, "the headers were not complete after " + HEAD_SECONDS + " seconds");
    }

    private void limitTime(ChannelHandlerContext context, long seconds, Runnable end) {
        timeout = context.executor().schedule(end, seconds, TimeUnit.SECONDS);
    }

    private void stopTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }
}
