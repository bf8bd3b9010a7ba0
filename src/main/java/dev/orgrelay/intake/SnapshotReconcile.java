package dev.orgrelay.intake;

import dev.orgrelay.central.CentralException;
import dev.orgrelay.intake.hierarchy.SnapshotRows;
import dev.orgrelay.journal.DeliveryKind;
import dev.orgrelay.journal.ProofVerdict;
import dev.orgrelay.journal.ReceivedRequest;
import dev.orgrelay.journal.ReceivedRequest.Visible;
import dev.orgrelay.journal.Recorder;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.reconcile.DesiredState;
import dev.orgrelay.reconcile.ReconcileSettings;
import dev.orgrelay.reconcile.Reconciler;
import dev.orgrelay.reconcile.Reconciliation;
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
import java.util.function.Function;
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
        return recorded(
                source,
                desired -> reconciler.reconcile(desired, settings.rules()).map(Part::of));
    }

    @Override
    public Uni<String> plan(Source source) {
        return recorded(
                source, desired -> reconciler.plan(desired, settings.rules()).map(Part::of));
    }

    private Uni<String> recorded(Source source, Function<DesiredState, Uni<Part>> work) {
        Recording recording = recorder.begin(DeliveryKind.RECONCILE, "", "", Optional.empty());
        recording.from(source.name());
        recording.admitted(
                ProofVerdict.NONE,
                () -> ReceivedRequest.of(
                        Map.of(), Optional.empty(), () -> Visible.of(Map.of(), Map.of(), Optional.empty())));
        return SnapshotRows.take(source.snapshot().orElseThrow())
                .flatMap(snapshot -> each(snapshot, recording.id(), work))
                .onItemOrFailure()
                .invoke((line, failure) -> end(recording, line, failure));
    }

    private static void end(Recording recording, String line, Throwable failure) {
        recording.detail(failure == null ? line : FailureText.of(failure));
        recording.end(failure == null ? DONE : LEFT_TO_BE_DONE);
    }

    private static Uni<String> each(
            SnapshotRows snapshot, Optional<DeliveryId> delivery, Function<DesiredState, Uni<Part>> work) {
        return Multi.createFrom()
                .iterable(new TreeMap<>(snapshot.rows()).entrySet())
                .onItem()
                .transformToUniAndConcatenate(rows -> part(
                        new DesiredState(rows.getKey(), snapshot.source(), rows.getValue(), snapshot.readAt())
                                .cameWith(delivery),
                        work))
                .collect()
                .asList()
                .map(SnapshotReconcile::line);
    }

    /** One application that fails does not keep the others from it. */
    private static Uni<Part> part(DesiredState desired, Function<DesiredState, Uni<Part>> work) {
        return Uni.createFrom()
                .deferred(() -> work.apply(desired))
                .onFailure()
                .recoverWithItem(failure -> Part.of(desired.application(), failure));
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

        static Part of(Plan plan) {
            String line = plan.application() + ": " + plan.count("create") + " to create, " + plan.count("update")
                    + " to update, " + plan.count("delete") + " to delete, "
                    + plan.held().map(held -> held.deletes().size()).orElse(0) + " held";
            return new Part(line, false, Optional.empty());
        }

        static Part of(String application, Throwable failure) {
            return new Part(
                    application + ": " + FailureText.of(failure),
                    true,
                    failure instanceof CentralException central ? central.retryAfter() : Optional.empty());
        }
    }
}
