package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.relay.reconcile.OutdatedReleaseException;
import dev.orgrelay.relay.reconcile.UnsoundHierarchyException;
import dev.orgrelay.source.IntakeException;
import dev.orgrelay.source.snapshot.SnapshotException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request becomes a problem that says what to do, and none of them an unexplained error. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    @ServerExceptionMapper
    Response unauthenticated(IntakeException.Unauthenticated exception) {
        return new Problem(401, exception.getMessage()).response();
    }

    @ServerExceptionMapper
    Response malformed(IntakeException.Malformed exception) {
        return new Problem(400, exception.getMessage()).response();
    }

    @ServerExceptionMapper
    Response unsupported(IntakeException.UnsupportedMediaType exception) {
        return new Problem(415, exception.getMessage()).response();
    }

    @ServerExceptionMapper
    Response busy(IntakeException.Busy exception) {
        return new Problem(503, exception.getMessage())
                .builder()
                .header(HttpHeaders.RETRY_AFTER, ReportResponse.seconds(RETRY_AFTER))
                .build();
    }

    /** All mistakes at once, in the member {@code mistakes}. */
    @ServerExceptionMapper
    Response unsound(UnsoundHierarchyException exception) {
        ObjectNode json = new Problem(400, exception.getMessage()).json();
        ArrayNode mistakes = json.putArray("mistakes");
        exception.mistakes().forEach(mistakes::add);
        return Response.status(400).type(Problem.MEDIA_TYPE).entity(json).build();
    }

    @ServerExceptionMapper
    Response outdated(OutdatedReleaseException exception) {
        return new Problem(409, exception.getMessage()).response();
    }

    /** The sender is the bad gateway. */
    @ServerExceptionMapper
    Response snapshot(SnapshotException exception) {
        return new Problem(502, exception.getMessage()).response();
    }

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        return exception.problem().response();
    }

    @ServerExceptionMapper
    Response invalid(InvalidContentException exception) {
        return new Problem(400, exception.getMessage()).response();
    }

    @ServerExceptionMapper
    Response central(CentralException exception) {
        return switch (exception.kind()) {
            case NOT_FOUND -> new Problem(404, exception.getMessage()).response();
            case THROTTLED, UNAVAILABLE ->
                new Problem(503, exception.getMessage())
                        .builder()
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                ReportResponse.seconds(exception.retryAfter().orElse(RETRY_AFTER)))
                        .build();
            case UNAUTHORIZED, CONFLICT, REFUSED -> new Problem(502, exception.getMessage()).response();
        };
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException exception) {
        return new Problem(404, "there is nothing here").response();
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException exception) {
        return new Problem(405, "this method is not allowed here").response();
    }

    @ServerExceptionMapper
    Response other(WebApplicationException exception) {
        int status = exception.getResponse().getStatus();
        return new Problem(status, "the request cannot be served").response();
    }

    /** A mistake of ours must not cost an event, so the sender is asked to send it again. */
    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        LOG.error("a request failed unexpectedly", failure);
        return new Problem(503, "something went wrong here; send it again later")
                .builder()
                .header(HttpHeaders.RETRY_AFTER, ReportResponse.seconds(RETRY_AFTER))
                .build();
    }
}
