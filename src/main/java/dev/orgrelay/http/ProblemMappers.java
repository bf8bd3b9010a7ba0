package dev.orgrelay.http;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@link Problems} for REST resources, and for what the server itself finds wrong with a request to them. */
class ProblemMappers {

    @ServerExceptionMapper
    Response notFound(NotFoundException exception) {
        return Problem.NOT_FOUND.answer().response();
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException exception) {
        return Problem.NOT_ALLOWED.answer().response();
    }

    @ServerExceptionMapper
    Response other(WebApplicationException exception) {
        int status = exception.getResponse().getStatus();
        return new Problem(status, "the request cannot be served").answer().response();
    }

    @ServerExceptionMapper
    Response any(Throwable failure) {
        return Problems.of(failure).response();
    }
}
