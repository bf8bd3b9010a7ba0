package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What REST resources answer: failures as {@link Problems} says, documents with an end of line. */
class RestAnswers {

    /** What each path allows, since the server does not say it (RFC 9110, 15.5.6). */
    private static final Map<Pattern, String> ALLOWED = Map.of(
            Pattern.compile("/api/(plan|reconcile|adopt|notices/test)/*|.*/(replay|try)/*"), "POST",
            Pattern.compile("/api/organizations/+[^/]+/*"), "GET, PUT, PATCH, DELETE",
            Pattern.compile("/api/dead-letters/+[^/]+/*"), "GET, DELETE",
            Pattern.compile("/api/waiting/+[^/]+/*"), "DELETE");

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException exception, HttpServerRequest request) {
        String path = request.path();
        String allowed = ALLOWED.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("GET");
        return ProblemException.notAllowed(allowed).answer().response();
    }

    @ServerExceptionMapper({NotFoundException.class, WebApplicationException.class, Throwable.class})
    Response problem(Throwable failure) {
        return Problems.of(failure).answer().response();
    }

    @ServerResponseFilter
    public void endLine(ContainerResponseContext response) {
        if (response.getEntity() instanceof JsonNode document) {
            response.setEntity(Answer.line(document));
        }
    }
}
