package dev.orgrelay.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.DeliveryKind;
import dev.orgrelay.journal.ProofVerdict;
import dev.orgrelay.journal.ReceivedRequest;
import dev.orgrelay.journal.Recorder;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.source.RecordRules;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The records of what the Functions host calls for. */
@Singleton
final class InvocationRecords {

    private static final int DONE = 200;

    private final Recorder recorder;

    InvocationRecords(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Does {@code work}, and records it.
     *
     * @param rules what may be kept of the message
     */
    Uni<ObjectNode> of(
            DeliveryKind kind,
            String function,
            Invocation invocation,
            RecordRules rules,
            Function<Recording, Uni<ObjectNode>> work) {
        Recording recording = recorder.begin(kind, "POST", "/" + function, Optional.empty());
        recording.admitted(ProofVerdict.NONE, () -> request(invocation, rules));
        return Uni.createFrom()
                .deferred(() -> work.apply(recording))
                .onItemOrFailure()
                .invoke((result, failure) -> end(recording, result, failure))
                .onCancellation()
                .invoke(() -> recording.end(FunctionRoutes.FAILED));
    }

    /** The function could not be called. */
    void unreadable(String path, int status, String reason) {
        Recording recording = recorder.begin(DeliveryKind.QUEUE, "POST", path, Optional.empty());
        recording.detail(reason);
        recording.end(status);
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
        byte[] message = Payload.text(invocation).getBytes(StandardCharsets.UTF_8);
        return ReceivedRequest.of(Map.of(), Map.of(), rules.body(message));
    }
}
