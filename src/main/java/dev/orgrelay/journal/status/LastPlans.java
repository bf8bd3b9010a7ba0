package dev.orgrelay.journal.status;

import dev.orgrelay.relay.ChangeObserver.PlanSummary;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last plan of each application that this instance has made. */
@Singleton
public final class LastPlans {

    private final Map<String, PlanSummary> byApplication = new ConcurrentHashMap<>();

    public LastPlans() {}

    void add(String application, PlanSummary plan) {
        byApplication.put(application, plan);
    }

    public Optional<PlanSummary> of(String application) {
        return Optional.ofNullable(byApplication.get(application));
    }
}
