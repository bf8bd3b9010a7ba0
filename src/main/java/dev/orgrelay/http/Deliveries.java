package dev.orgrelay.http;

import dev.orgrelay.message.Delivery;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Takes requests out of HTTP's hands: what a source needs to know of them, and no more. */
@Singleton
record Deliveries(Clock clock) {

    private static final byte[] NOTHING = {};

    /** A request whose body is not there yet, or that has none. It was received when its record says so, that a replay counts as received then. */
    Delivery of(RoutingContext context, String path) {
        HttpServerRequest request = context.request();
        return new Delivery(
                request.method().name(),
                url(request),
                path,
                firstValues(request.params()),
                headers(request.headers()),
                NOTHING,
                RequestRecords.of(context).receivedAt().orElseGet(clock::instant));
    }

    /** An old client that names no host means the one that it has reached (RFC 9112, 3.3). */
    private static String url(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority != null && request.uri().startsWith("/")) {
            return request.scheme() + "://" + authority + request.uri(); // as the server does, without parsing it
        }
        String url = request.absoluteURI();
        return url == null ? request.scheme() + "://" + request.localAddress() + request.uri() : url;
    }

    static Map<String, String> firstValues(MultiMap params) {
        Map<String, String> query = new HashMap<>();
        params.forEach(param -> query.putIfAbsent(param.getKey(), param.getValue()));
        return query;
    }

    static Map<String, String> headers(MultiMap headers) {
        Map<String, String> joined = new HashMap<>();
        headers.forEach(header -> joined.merge(
                header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (one, other) -> one + ", " + other));
        return joined;
    }
}
