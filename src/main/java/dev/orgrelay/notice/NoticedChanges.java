package dev.orgrelay.notice;

import static dev.orgrelay.notice.Sighting.NEVER;

import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.ChangeObserver.LooksOn;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.source.Sources;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** What of the changes of this instance is worth a notice: those that became dead letters, and plans that nobody applies. Looks on, and keeps only the sum. */
@Singleton
@Typed(NoticedChanges.class)
final class NoticedChanges implements ChangeObserver {

    /** Whose changes those are that come from no source. */
    static final String OPERATOR = "operator";

    private static final Duration QUIET = NoticeKind.REFUSED.stale();

    private record Refusals(Instant first, Instant last, int count, String reason) {

        private static final Refusals NONE = new Refusals(NEVER, NEVER, 0, "");
    }

    private record Drift(Sighting sighting, String detail) {

        private static final Drift NONE = new Drift(new Sighting(NEVER, NEVER, NEVER, 0), "");

        Drift seen(Instant at, String difference) {
            Instant since = sighting.goesOn() ? sighting.since() : at;
            return new Drift(new Sighting(since, at, sighting.over(), 0), difference);
        }

        Drift over(Instant at) {
            return new Drift(new Sighting(sighting.since(), sighting.seen(), at, 0), detail);
        }
    }

    private final Sources sources;
    private final Clock clock;
    private final Map<String, Refusals> refusals = new ConcurrentHashMap<>();
    private final Map<String, Drift> drifts = new ConcurrentHashMap<>();

    NoticedChanges(Sources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** Whoever asks by hand hears it at once; held deletes are told as such. */
    @Override
    public void kept(DeadLetter letter) {
        boolean isOfPlan =
                letter.organization().isEmpty() && !letter.provenance().isOfEvent();
        if (!letter.provenance().isByHand() && !isOfPlan) {
            Instant now = clock.instant();
            String source = letter.provenance().source();
            refusals.merge(
                    sources.named(source).isPresent() ? source : OPERATOR,
                    new Refusals(now, now, 1, letter.reason()),
                    (known, one) -> known.count() == 0
                            ? one
                            : new Refusals(known.first(), now, known.count() + 1, known.reason()));
        }
    }

    @Override
    public void planned(String application, PlanSummary plan) {
        int steps = plan.create() + plan.update() + plan.delete() + plan.held();
        if (steps == 0) {
            reconciled(application);
        } else if (plan.isOnlySeen()) {
            String detail = plan.create() + " to create, " + plan.update() + " to update, " + plan.delete()
                    + " to delete, " + plan.held() + " held";
            change(application, drift -> drift.seen(plan.at(), detail));
        }
    }

    @Override
    public void reconciled(String application) {
        change(application, drift -> drift.over(clock.instant()));
    }

    private void change(String application, UnaryOperator<Drift> change) {
        drifts.compute(application, (name, known) -> change.apply(known == null ? Drift.NONE : known));
    }

    /** The dead letters of {@code source} that were not {@link #reported}. */
    Sighting refusals(String source, Instant now) {
        Refusals known = refusals.getOrDefault(source, Refusals.NONE);
        boolean isQuiet = !known.last().plus(QUIET).isAfter(now);
        return new Sighting(known.first(), known.last(), isQuiet ? now : NEVER, known.count());
    }

    /** Why the first of them was kept. */
    String reason(String source) {
        return refusals.getOrDefault(source, Refusals.NONE).reason();
    }

    /** So many of them are written down. */
    void reported(String source, int count) {
        refusals.computeIfPresent(source, (name, known) -> {
            int left = known.count() - count;
            return new Refusals(left > 0 ? clock.instant() : NEVER, known.last(), left, known.reason());
        });
    }

    Sighting drift(String application) {
        return drifts.getOrDefault(application, Drift.NONE).sighting();
    }

    /** What differs, for people. */
    String difference(String application) {
        return drifts.getOrDefault(application, Drift.NONE).detail();
    }

    /** Makes it an observer, if anybody is to be told. */
    static final class Producer {

        @Produces
        @Singleton
        @LooksOn
        ChangeObserver notices(NoticedChanges changes, NoticeSettings settings) {
            return settings.isOn() ? changes : ChangeObserver.NONE;
        }
    }
}
