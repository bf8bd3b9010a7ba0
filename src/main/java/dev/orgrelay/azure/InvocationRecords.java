package dev.orgrelay.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.DeliveryKind;
import dev.orgrelay.journal.ProofVerdict;
import dev.orgrelay.journal.ReceivedRequest;
import dev.orgrelay.journal.ReceivedRequest.Visible;
import dev.orgrelay.journal.Recorder;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.source.RecordRules;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The records of what the Functions host calls for. */
@Singleton
record InvocationRecords(Recorder recorder, SourceActivities activities, Sources sources) {

    private static final int DONE = 200;

    /** Whose messages {@code function} takes, as long as nothing in them says so. */
    Source source(String function) {
        return Optional.of(Functions.EVENT_GRID)
                .filter(function::equals)
                .flatMap(sources::named)
                .orElseGet(sources::byDefault);
    }

    /**
     * Does {@code work}, and records it.
     *
     * @param rules what may be kept of the message
     */
    Uni<ObjectNode> of(
            String function, Invocation invocation, RecordRules rules, Function<Recording, Uni<ObjectNode>> work) {
        Recording recording = begin(function);
        recording.admitted(ProofVerdict.NONE, () -> request(invocation, rules));
        return Uni.createFrom()
                .deferred(() -> work.apply(recording))
                .onItemOrFailure()
                .invoke((result, failure) -> end(recording, result, failure))
                .onFailure(InvocationRecords::isTurnedAway)
                .invoke(failure -> turnedAway(function, FunctionRoutes.FAILED, failure.getMessage()))
                .onCancellation()
                .invoke(() -> recording.end(FunctionRoutes.FAILED));
    }

    /** The function could not be called. */
    void unreadable(String function, int status, String reason) {
        Recording recording = begin(function);
        recording.detail(reason);
        recording.end(status);
        turnedAway(function, status, reason);
    }

    private Recording begin(String function) {
        DeliveryKind kind =
                switch (function) {
                    case Functions.EVENT_GRID -> DeliveryKind.EVENT_GRID;
                    case Functions.RECONCILE -> DeliveryKind.RECONCILE;
                    default -> DeliveryKind.QUEUE;
                };
        Recording recording = recorder.begin(kind, "POST", "/" + function, Optional.empty());
        recording.from(source(function).name());
        return recording;
    }

    private void turnedAway(String function, int status, String reason) {
        activities.turnedAway(Optional.of(source(function).name()), status, reason);
    }

    /** Whether the message itself is to blame, however often it comes. */
    static boolean isTurnedAway(Throwable failure) {
        return failure instanceof InvalidContentException
                || failure instanceof IntakeException && !(failure instanceof IntakeException.Busy);
    }

    private static void end(Recording recording, ObjectNode result, Throwable failure) {
        if (recording.id().isEmpty()) {
            return;
        }
        if (failure == null) {
            recording.answered(result.toString());
            recording.end(DONE);
        } else {
            recording.detail(FailureText.of(failure));
            recording.end(FunctionRoutes.FAILED);
        }
    }

    private static ReceivedRequest request(Invocation invocation, RecordRules rules) {
        Optional<byte[]> message =
                rules.kept(Optional.of(Payload.text(invocation).getBytes(StandardCharsets.UTF_8)));
        return ReceivedRequest.of(
                Map.of(), message, () -> Visible.of(Map.of(), Map.of(), message.flatMap(rules.redaction()::body)));
    }
}
