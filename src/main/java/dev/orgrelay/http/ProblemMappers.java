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

    /** What cannot be read as the header that it is, such as {@code Content-Type: ;;;}, is a plain mistake of an argument there. */
    private static boolean isOfHeaders(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure instanceof IllegalArgumentException
                && trace.length > 0
                && trace[0].getClassName().startsWith("org.jboss.resteasy.reactive.common.headers.");
    }

    @ServerExceptionMapper
    Response any(Throwable failure) {
        return isOfHeaders(failure)
                ? Problem.UNREADABLE.answer().response()
                : Problems.of(failure).response();
    }
}
