package dev.orgrelay.intake;

import dev.orgrelay.central.CentralException;
import dev.orgrelay.intake.hierarchy.SnapshotRows;
import dev.orgrelay.journal.DeliveryKind;
import dev.orgrelay.journal.ProofVerdict;
import dev.orgrelay.journal.ReceivedRequest;
import dev.orgrelay.journal.Recorder;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.plan.Draft.Row;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.reconcile.DesiredState;
import dev.orgrelay.relay.reconcile.ReconcileSettings;
import dev.orgrelay.relay.reconcile.Reconciler;
import dev.orgrelay.relay.reconcile.Reconciliation;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reconciles the applications of a source with its snapshot, one after the other, by the rules of the settings. */
@ApplicationScoped
class SnapshotReconcile implements SourceReconcile {

    /** As operators would hear it. */
    private static final int DONE = 200;

    private static final int LEFT_TO_BE_DONE = 503;

    private final Reconciler reconciler;
    private final ReconcileSettings settings;
    private final Recorder recorder;

    SnapshotReconcile(Reconciler reconciler, ReconcileSettings settings, Recorder recorder) {
        this.recorder = recorder;
        this.reconciler = reconciler;
        this.settings = settings;
    }

    @Override
    public Uni<String> run(Source source) {
        Recording recording = recorder.begin(DeliveryKind.RECONCILE, "", "", Optional.empty());
        recording.from(source.name());
        recording.admitted(ProofVerdict.NONE, () -> ReceivedRequest.of(Map.of(), Map.of(), Optional.empty()));
        return SnapshotRows.take(source.snapshot().orElseThrow())
                .flatMap(snapshot -> reconcile(snapshot, recording.id()))
                .onItemOrFailure()
                .invoke((line, failure) -> end(recording, line, failure));
    }

    private static void end(Recording recording, String line, Throwable failure) {
        recording.detail(failure == null ? line : FailureText.of(failure));
        recording.end(failure == null ? DONE : LEFT_TO_BE_DONE);
    }

    private Uni<String> reconcile(SnapshotRows snapshot, Optional<DeliveryId> delivery) {
        return Multi.createFrom()
                .iterable(new TreeMap<>(snapshot.rows()).entrySet())
                .onItem()
                .transformToUniAndConcatenate(rows -> reconcile(snapshot, rows, delivery))
                .collect()
                .asList()
                .map(SnapshotReconcile::line);
    }

    /** One application that fails does not keep the others from it. */
    private Uni<Part> reconcile(
            SnapshotRows snapshot, Map.Entry<String, List<Row>> rows, Optional<DeliveryId> delivery) {
        Rules rules = settings.rules(Optional.empty(), Optional.empty(), Optional.empty());
        String application = rows.getKey();
        return Uni.createFrom()
                .deferred(() -> reconciler.reconcile(
                        new DesiredState(application, snapshot.source(), rows.getValue(), snapshot.readAt())
                                .cameWith(delivery),
                        rules))
                .map(Part::of)
                .onFailure()
                .recoverWithItem(failure -> Part.of(application, failure));
    }

    private static String line(List<Part> parts) {
        String line = parts.stream().map(Part::line).collect(Collectors.joining("; "));
        if (parts.stream().anyMatch(Part::isLeft)) {
            throw new UnfinishedReconcile(
                    line,
                    parts.stream()
                            .map(Part::retryAfter)
                            .flatMap(Optional::stream)
                            .max(Comparator.naturalOrder()));
        }
        return line;
    }

    /**
     * What was done in one application. A person decides about what is held or refused, so only what would succeed later counts as left to be done.
     *
     * @param line the same for people
     */
    private record Part(String line, boolean isLeft, Optional<Duration> retryAfter) {

        static Part of(Reconciliation result) {
            String line = result.desired().application() + ": " + result.applied("create") + " created, "
                    + result.applied("update") + " updated, " + result.applied("delete") + " deleted, "
                    + result.failures().size() + " failed, " + result.held().size() + " held";
            return new Part(line, result.retryAfter().isPresent(), result.retryAfter());
        }

        static Part of(String application, Throwable failure) {
            return new Part(
                    application + ": " + FailureText.of(failure),
                    true,
                    failure instanceof CentralException central ? central.retryAfter() : Optional.empty());
        }
    }
}
