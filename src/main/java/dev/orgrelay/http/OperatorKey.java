package dev.orgrelay.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Guards the operator paths: the header {@code x-functions-key}, which the Functions host checks as well, must hold the key. */
@Provider
@OperatorOnly
@Priority(Priorities.AUTHENTICATION)
class OperatorKey implements ContainerRequestFilter {

    static final String HEADER = "x-functions-key";

    private final OperatorAccess access;

    OperatorKey(OperatorAccess access) {
        this.access = access;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        access.require(Optional.ofNullable(request.getHeaderString(HEADER)));
    }
}
