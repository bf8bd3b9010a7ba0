package dev.orgrelay.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Between the server's view of a request and ours. */
final class Exchange {

    private static final byte[] NOTHING = {};

    private Exchange() {}

    static ApiRequest request(RoutingContext ctx, Optional<String> id) {
        HttpServerRequest request = ctx.request();
        return new ApiRequest(
                request.method().name(),
                request.scheme() + "://" + request.authority(),
                ctx.normalizedPath().substring(SandboxRoutes.ROOT.length()),
                id,
                query(ctx),
                Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)),
                Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)),
                body(ctx));
    }

    static byte[] body(RoutingContext ctx) {
        Buffer buffer = ctx.body().buffer();
        return buffer == null ? NOTHING : buffer.getBytes();
    }

    /** Sends an answer that counts. */
    static void send(RoutingContext ctx, ApiAnswer answer, Counters counters) {
        counters.answered(answer.status());
        send(ctx, answer);
    }

    /** Sends nothing to a client that has gone away meanwhile. */
    static void send(RoutingContext ctx, ApiAnswer answer) {
        HttpServerResponse response = ctx.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        answer.body().ifPresentOrElse(response::end, response::end);
    }

    private static Map<String, List<String>> query(RoutingContext ctx) {
        MultiMap parameters = ctx.queryParams();
        return parameters.names().stream().collect(Collectors.toMap(name -> name, parameters::getAll));
    }
}
