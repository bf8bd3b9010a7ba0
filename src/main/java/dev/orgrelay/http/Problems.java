package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.relay.StoreException;
import dev.orgrelay.relay.reconcile.OutdatedReleaseException;
import dev.orgrelay.relay.reconcile.UnsoundHierarchyException;
import dev.orgrelay.source.snapshot.SnapshotException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Every failure of a request becomes a problem that says what to do, and none of them an unexplained error. */
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private Problems() {}

    static Answer of(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem().answer();
        }
        if (failure instanceof IntakeException turnedAway) {
            return of(turnedAway);
        }
        if (failure instanceof CentralException central) {
            return of(central);
        }
        if (failure instanceof UnsoundHierarchyException unsound) {
            return of(unsound);
        }
        if (failure instanceof InvalidContentException) {
            return new Problem(400, failure.getMessage()).answer();
        }
        if (failure instanceof OutdatedReleaseException) {
            return new Problem(409, failure.getMessage()).answer();
        }
        if (failure instanceof SnapshotException snapshot) {
            Answer answer = new Problem(502, failure.getMessage()).answer(); // the sender is the bad gateway
            return snapshot.retryAfter().map(answer::retryAfter).orElse(answer);
        }
        if (failure instanceof StoreException store) {
            return new Problem(503, store.getMessage())
                    .answer()
                    .retryAfter(store.deferred().delay());
        }
        return unexpected(failure);
    }

    /** The HTTP status for what is turned away. */
    static int status(IntakeException failure) {
        if (failure instanceof IntakeException.Unauthenticated) {
            return 401;
        }
        if (failure instanceof IntakeException.Busy) {
            return 503;
        }
        return failure instanceof IntakeException.UnsupportedMediaType ? 415 : 400;
    }

    private static Answer of(IntakeException failure) {
        Answer answer = new Problem(status(failure), failure.getMessage()).answer();
        return failure instanceof IntakeException.Busy ? answer.retryAfter(RETRY_AFTER) : answer;
    }

    /** All mistakes at once, in the member {@code mistakes}. */
    private static Answer of(UnsoundHierarchyException failure) {
        ObjectNode json = new Problem(400, failure.getMessage()).json();
        ArrayNode mistakes = json.putArray("mistakes");
        failure.mistakes().forEach(mistakes::add);
        return Answer.of(400, Problem.MEDIA_TYPE, json);
    }

    private static Answer of(CentralException failure) {
        return switch (failure.kind()) {
            case NOT_FOUND -> new Problem(404, failure.getMessage()).answer();
            case THROTTLED, UNREACHABLE, UNAVAILABLE, UNREADABLE ->
                new Problem(503, failure.getMessage())
                        .answer()
                        .retryAfter(failure.retryAfter().orElse(RETRY_AFTER));
            case UNAUTHORIZED, CONFLICT, REFUSED -> new Problem(502, failure.getMessage()).answer();
        };
    }

    /** A mistake of ours must not cost an event, so the sender is asked to send it again. */
    static Answer unexpected(Throwable failure) {
        LOG.error("a request failed unexpectedly", failure);
        return new Problem(503, "something went wrong here; send it again later")
                .answer()
                .retryAfter(RETRY_AFTER);
    }
}
