package dev.orgrelay.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The bodies of requests, up to {@code orgrelay.max-body-size}. */
@ApplicationScoped
class RequestBodies {

    private final long maxSize;

    RequestBodies(HttpConfig config) {
        this.maxSize = config.maxBodySize().asLongValue();
    }

    /**
     * The body, as the server has read it. It reads only what is announced by {@code Content-Length} or {@code Transfer-Encoding} (RFC 9112, 6), and the Java
     * worker of Azure Functions hands requests over without those; their bodies are read here.
     *
     * @return empty if there is none; fails with a {@link ProblemException} if it is too large
     */
    Uni<byte[]> of(RoutingContext context) {
        Buffer read = context.body().buffer();
        if (read != null) {
            return Uni.createFrom().item(read.getBytes());
        }
        return context.request().isEnded()
                ? Uni.createFrom().item(new byte[0])
                : Uni.createFrom()
                        .completionStage(context.request().body().toCompletionStage())
                        .map(this::limited);
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
        return new Problem(413, "the body is larger than orgrelay.max-body-size, " + maxSize + " bytes");
    }

    private byte[] limited(Buffer body) {
        if (body.length() > maxSize) {
            throw new ProblemException(tooLarge());
        }
        return body.getBytes();
    }
}
