package dev.orgrelay.reconcile;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.Listing;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.plan.Draft;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Limits;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.plan.Step;
import dev.orgrelay.reconcile.Reconciliation.Finished;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.ChangeObserver.PlanSummary;
import dev.orgrelay.relay.Ownership;
import dev.orgrelay.relay.Relay;
import dev.orgrelay.relay.StoreException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Makes an application like a hierarchy that was handed in: looks at it once, plans, and applies the steps through the relay.
 *
 * <p>What happened after the hierarchy was read is newer and wins, whether it arrives before, during or after the run. To run it again is harmless, and
 * finishes what was not finished.
 */
@ApplicationScoped
public class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private static final int MOST_AT_ONCE = 32;
    private static final int LEAST_AT_ONCE = 4;

    private final Applications applications;
    private final Relay relay;
    private final Ownership ownership;
    private final HeldDeletes heldDeletes;
    private final ReconcileLeases leases;
    private final Clock clock;
    private final ChangeObserver observer;

    Reconciler(
            Applications applications,
            Relay relay,
            Ownership ownership,
            HeldDeletes heldDeletes,
            ReconcileLeases leases,
            Clock clock,
            ChangeObserver observer) {
        this.observer = observer;
        this.applications = applications;
        this.relay = relay;
        this.ownership = ownership;
        this.heldDeletes = heldDeletes;
        this.leases = leases;
        this.clock = clock;
    }

    /**
     * What {@link #reconcile} would do now. Costs one list of the application, and changes nothing.
     *
     * @return fails with {@link UnsoundHierarchyException}, or with {@link CentralException} if the application cannot be read
     */
    public Uni<Plan> plan(DesiredState desired, Rules rules) {
        return draw(desired, rules, false).invoke(plan -> plan.steps()
                .forEach(step -> observer.ended(desired.change(step.step(), rules.policy()), new Outcome.Planned())));
    }

    private Uni<Plan> draw(DesiredState desired, Rules rules, boolean isToBeApplied) {
        Central central = central(desired.application());
        Limits limits = Relay.limitsOf(central);
        Draft draft = Draft.of(desired.rows(), limits, rules.scope());
        List<String> mistakes = Stream.concat(desired.mistakes().stream(), draft.mistakes().stream())
                .toList();
        if (!mistakes.isEmpty()) {
            return Uni.createFrom().failure(new UnsoundHierarchyException(mistakes));
        }
        Optional<Ownership> asked = Optional.of(ownership).filter(owners -> rules.policy() == Policy.SYNC_OWNED);
        return Survey.of(central, desired.application(), asked, isToBeApplied)
                .map(seen -> plan(desired, draft.hierarchy(), seen.all(), rules.owning(seen.owned())))
                .invoke(plan -> observer.planned(desired.application(), summary(plan, !isToBeApplied)));
    }

    /** One that a person has looked at has to be the same now, before what that person has released. */
    private Plan plan(DesiredState desired, Hierarchy wanted, Listing all, Rules rules) {
        Function<Rules, Plan> plan = allowed -> Plan.of(
                desired.application(),
                forest(all),
                wanted,
                Relay.limitsOf(central(desired.application()), all),
                allowed,
                all.unreadable());
        desired.reviewed().ifPresent(reviewed -> {
            reviewed.requireSame(all.organizations());
            Rules then = rules.releasing(reviewed.text("release"));
            reviewed.requireSame(plan.apply(then), then);
        });
        return plan.apply(rules);
    }

    /**
     * Plans, and applies the plan, when no other reconcile of the application is under way.
     *
     * @return fails as {@link #plan}, with {@link OutdatedPlanException} if {@code rules} release other deletes than there are now, and with {@link
     *     StoreException} if another instance reconciles the application; then nothing was changed
     */
    public Uni<Reconciliation> reconcile(DesiredState desired, Rules rules) {
        return run(desired, rules, (steps, end) -> {});
    }

    /** The same step by step: {@code stream} gets every step when it is finished, and the summary when all are. */
    public <T> Uni<Multi<T>> reconcile(
            DesiredState desired, Rules rules, Function<Finished, T> step, Function<Reconciliation, T> summary) {
        return Uni.createFrom().emitter(emitter -> run(
                        desired,
                        rules,
                        (steps, end) -> emitter.complete(Multi.createBy()
                                .concatenating()
                                .streams(steps.map(step), end.map(summary).toMulti())))
                .subscribe()
                .with(
                        done -> observer.over(desired.delivery()),
                        emitter::fail)); // goes on whether or not anybody stays to hear of it
    }

    /** @param begun gets the steps and the summary once there is a plan */
    private Uni<Reconciliation> run(
            DesiredState desired, Rules rules, BiConsumer<Multi<Finished>, Uni<Reconciliation>> begun) {
        return leases.inTurn(desired.application(), () -> {
            Instant start = clock.instant();
            return releasedPlan(desired, rules).flatMap(plan -> {
                Multi<Finished> steps = steps(desired, plan, rules).cache();
                Uni<Reconciliation> end = steps.collect()
                        .asList()
                        .map(finished -> summary(new Reconciliation(desired, rules, plan, finished, elapsed(start))))
                        .memoize()
                        .indefinitely();
                begun.accept(steps, end);
                return end;
            });
        });
    }

    private PlanSummary summary(Plan plan, boolean isOnlySeen) {
        return new PlanSummary(
                clock.instant(),
                plan.count("create"),
                plan.count("update"),
                plan.count("delete"),
                plan.held().map(held -> held.deletes().size()).orElse(0),
                isOnlySeen);
    }

    private static Hierarchy forest(Listing all) {
        Hierarchy actual = Hierarchy.of(all.organizations());
        actual.circle().ifPresent(id -> {
            throw CentralException.refused("IoT Central lists '" + id + "' below itself");
        });
        return actual;
    }

    private Uni<Plan> releasedPlan(DesiredState desired, Rules rules) {
        return draw(desired, rules, true).invoke(plan -> rules.release()
                .filter(release -> !plan.isReleasedBy(release))
                .ifPresent(release -> {
                    throw OutdatedPlanException.release(release, plan.digest());
                }));
    }

    private Multi<Finished> steps(DesiredState desired, Plan plan, Rules rules) {
        Function<Step, Uni<Outcome>> apply = step -> apply(desired.change(step, rules.policy()))
                .flatMap(outcome -> isMissing(outcome)
                        ? desired.whole(step).map(this::apply).orElseGet(() -> Uni.createFrom()
                                .item(outcome))
                        : Uni.createFrom().item(outcome));
        return heldDeletes
                .note(desired, plan, rules)
                .onItem()
                .transformToMulti(told -> Execution.of(plan, apply, mostAtOnce(desired), clock))
                .invoke(finished ->
                        observer.ended(desired.change(finished.step(), rules.policy()), finished.outcome()));
    }

    private Uni<Outcome> apply(Change change) {
        return relay.apply(List.of(change)).map(outcomes -> outcomes.get(0));
    }

    /** It was there when the plan was made; what deleted it meanwhile is older than the hierarchy, or it would be stale. */
    private static boolean isMissing(Outcome outcome) {
        return outcome.isDeferredFor(Cause.MISSING);
    }

    private Duration elapsed(Instant start) {
        return Duration.between(start, clock.instant());
    }

    private Reconciliation summary(Reconciliation summary) {
        String application = summary.desired().application();
        LOG.infof(
                "reconciled %s with %s in %d ms: %d steps, %d not done, %d held, %d not possible",
                application,
                summary.desired().source(),
                summary.took().toMillis(),
                summary.finished().size(),
                summary.failures().size(),
                summary.held().size(),
                summary.plan().impossible().size());
        if (summary.isComplete()) {
            observer.reconciled(application);
        }
        return summary;
    }

    /** Enough for an application that takes its time to answer, and not more than get their turn soon enough. */
    private int mostAtOnce(DesiredState desired) {
        long twoSeconds = Math.round(2 * central(desired.application()).requestsPerSecond());
        return (int) Math.max(LEAST_AT_ONCE, Math.min(MOST_AT_ONCE, twoSeconds));
    }

    private Central central(String application) {
        return applications
                .named(application)
                .orElseThrow(() -> new IllegalArgumentException("no application '" + application + "' is configured"));
    }
}
