package dev.orgrelay.http;

import dev.orgrelay.central.CentralException;
import dev.orgrelay.fetch.snapshot.SnapshotException;
import dev.orgrelay.intake.NotReplayableException;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.reconcile.OutdatedPlanException;
import dev.orgrelay.reconcile.UnsoundHierarchyException;
import dev.orgrelay.relay.StoreException;
import dev.orgrelay.scim.ScimException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** Every failure of a request becomes a problem that says what to do, and none of them an unexplained error. The one place where that is decided. */
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private Problems() {}

    static ProblemException of(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known;
        }
        if (failure instanceof IntakeException turnedAway) {
            return of(turnedAway);
        }
        if (failure instanceof CentralException central) {
            return of(central);
        }
        if (failure instanceof UnsoundHierarchyException unsound) {
            return new ProblemException(400, unsound.getMessage(), unsound.mistakes());
        }
        if (failure instanceof InvalidContentException) {
            return new ProblemException(400, failure.getMessage());
        }
        if (failure instanceof OutdatedPlanException outdated) {
            return new ProblemException(409, failure.getMessage(), Map.of("changed", outdated.changed()));
        }
        if (failure instanceof NotReplayableException) {
            return new ProblemException(409, failure.getMessage());
        }
        if (failure instanceof ScimException scim) {
            ProblemException problem = new ProblemException(scim.status(), scim.getMessage());
            return scim.retryAfter().map(problem::retryAfter).orElse(problem);
        }
        if (failure instanceof SnapshotException snapshot) {
            ProblemException problem = new ProblemException(502, failure.getMessage()); // the sender is the bad gateway
            return snapshot.retryAfter().map(problem::retryAfter).orElse(problem);
        }
        if (failure instanceof StoreException store) {
            return new ProblemException(503, store.getMessage())
                    .retryAfter(store.deferred().delay());
        }
        return failure instanceof WebApplicationException refused ? of(refused) : unexpected(failure);
    }

    private static ProblemException of(IntakeException failure) {
        if (failure instanceof IntakeException.Unauthenticated) {
            return new ProblemException(401, failure.getMessage());
        }
        if (failure instanceof IntakeException.Busy) {
            return new ProblemException(503, failure.getMessage()).retryAfter(RETRY_AFTER);
        }
        boolean isOfAnotherType = failure instanceof IntakeException.UnsupportedMediaType;
        return new ProblemException(isOfAnotherType ? 415 : 400, failure.getMessage());
    }

    private static ProblemException of(CentralException failure) {
        return switch (failure.kind()) {
            case NOT_FOUND -> new ProblemException(404, failure.getMessage());
            case THROTTLED, UNREACHABLE, UNAVAILABLE, UNREADABLE ->
                new ProblemException(503, failure.getMessage())
                        .retryAfter(failure.retryAfter().orElse(RETRY_AFTER));
            case UNAUTHORIZED, CONFLICT, REFUSED -> new ProblemException(502, failure.getMessage());
        };
    }

    /** What the server itself finds wrong with a request to a REST resource. */
    private static ProblemException of(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        return status == 404
                ? ProblemException.NOT_FOUND
                : new ProblemException(status, "the request cannot be served");
    }

    /** What cannot be read as the header that it is, such as {@code Content-Type: ;;;}, is a plain mistake of an argument there. */
    private static boolean isOfHeaders(Throwable failure) {
        return failure instanceof IllegalArgumentException
                && failure.getStackTrace().length > 0
                && failure.getStackTrace()[0].getClassName().startsWith("org.jboss.resteasy.reactive.common.headers.");
    }

    /** A mistake of ours must not cost an event, so the sender is asked to send it again. */
    private static ProblemException unexpected(Throwable failure) {
        if (isOfHeaders(failure)) {
            return ProblemException.UNREADABLE;
        }
        LOG.error("a request failed unexpectedly", failure);
        return new ProblemException(503, "something went wrong here; send it again later").retryAfter(RETRY_AFTER);
    }
}
