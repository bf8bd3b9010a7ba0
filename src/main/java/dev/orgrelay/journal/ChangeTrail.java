package dev.orgrelay.journal;

import dev.orgrelay.central.CallObserver;
import dev.orgrelay.central.CentralCall;
import dev.orgrelay.organization.Change;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one change does on its way, until its end is known. */
final class ChangeTrail implements CallObserver {

    /** A change that needs more has needed them again and again. */
    private static final int MOST_CALLS = 20;

    private final Change change;
    private final List<RecordedCall> calls = new ArrayList<>(1);
    private Optional<String> overtakenBy = Optional.empty();

    ChangeTrail(Change change) {
        this.change = change;
    }

    @Override
    public <T> Uni<T> call(CentralCall call, Uni<T> request) {
        long start = System.nanoTime();
        return request.onTermination()
                .invoke((item, failure, isCancelled) -> add(call, isCancelled ? 0 : call.status(failure), start));
    }

    synchronized void isOvertakenBy(String newer) {
        overtakenBy = Optional.of(newer);
    }

    synchronized Optional<String> overtakenBy() {
        return overtakenBy;
    }

    synchronized void addTo(List<RecordedCall> all) {
        all.addAll(calls);
    }

    boolean isOf(Intended intended) {
        return Optional.of(change.application()).equals(intended.application())
                && Optional.of(change.organization().value()).equals(intended.organization());
    }

    private synchronized void add(CentralCall call, int status, long start) {
        if (calls.size() < MOST_CALLS) {
            calls.add(new RecordedCall(call, status, Duration.ofNanos(System.nanoTime() - start)));
        }
    }
}
