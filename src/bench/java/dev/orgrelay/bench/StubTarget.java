package dev.orgrelay.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in for IoT Central and answers at once. {@code GET /count} tells how many requests changed something. */
final class StubTarget {

    private static final Buffer ORGANIZATION = Buffer.buffer("{\"id\":\"seattle\",\"displayName\":\"Seattle\"}");

    private StubTarget() {}

    public static void main(String[] arguments) {
        AtomicLong changes = new AtomicLong();
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    boolean isCount = request.path().equals("/count");
                    if (!isCount) {
                        changes.incrementAndGet();
                    }
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(isCount ? Buffer.buffer(changes.toString()) : ORGANIZATION);
                }))
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
    }
}
