package dev.orgrelay.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Guards the operator paths: the header {@code x-functions-key}, which the Functions host checks as well, must hold a key that allows the request, and its
 * query must say nothing that would be ignored.
 */
class OperatorRequests {

    static final String KEY = "x-functions-key";

    private final OperatorAccess access;

    OperatorRequests(OperatorAccess access) {
        this.access = access;
    }

    @OperatorOnly
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void filter(HttpServerRequest request) {
        access.require(Optional.ofNullable(request.getHeader(KEY)), RequestEffect.isChange(request));
        OperatorParameters.check(request);
    }
}
