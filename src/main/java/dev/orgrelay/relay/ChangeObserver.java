package dev.orgrelay.relay;

import dev.orgrelay.central.Central;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.Optional;

/** Looks on while changes are applied, for whoever measures. It changes nothing of what happens. */
public interface ChangeObserver {

    /** One of those who look on, as opposed to all of them together. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.PARAMETER})
    @interface LooksOn {}

    /**
     * How many steps of each kind a plan has.
     *
     * @param at when it was made
     * @param update without what is moved for the time being only
     * @param delete without those that are held
     * @param isOnlySeen whether nobody applies it
     */
    record PlanSummary(Instant at, int create, int update, int delete, int held, boolean isOnlySeen) {}

    /** Looks away. */
    ChangeObserver NONE = new ChangeObserver() {};

    /** One change on its way through the relay. */
    default Uni<Outcome> applying(Change change, Uni<Outcome> work) {
        return work;
    }

    /** What became of a change in the relay. */
    default void applied(Change change, Outcome outcome) {}

    /** A message that did not become a change for the relay, and what became of it. */
    default void settled(Provenance provenance, Outcome outcome) {}

    /** The ledger to use in place of {@code ledger}. */
    default Ledger over(Ledger ledger) {
        return ledger;
    }

    /** A dead letter is kept now. */
    default void kept(DeadLetter letter) {}

    /** The queue to use in place of {@code queue}. */
    default ChangeQueue over(ChangeQueue queue) {
        return queue;
    }

    /** An application was reconciled to the end, and nothing failed or was held back. */
    default void reconciled(String application) {}

    /** A plan was made for an application, to be applied or only to be seen. */
    default void planned(String application, PlanSummary plan) {}

    /** The application to send {@code change} to, in place of {@code central}. */
    default Central over(Change change, Central central) {
        return central;
    }

    /**
     * A part of {@code change} is not sent, because something newer has set it.
     *
     * @param by who that was, for people
     */
    default void overtaken(Change change, String by) {}

    /** A step of a plan has come to its end, tried or not. */
    default void ended(Change step, Outcome outcome) {}

    /**
     * A whole reconcile is over, whether or not anybody has stayed to hear of it.
     *
     * @param delivery what it came with
     */
    default void over(Optional<DeliveryId> delivery) {}

    /** The trace that the work at hand belongs to (W3C Trace Context, {@code traceparent}), known also where nothing is measured. */
    default Optional<String> traceparent() {
        return Optional.empty();
    }

    /**
     * Work on a message that was queued earlier.
     *
     * @param traceparent the trace that it was queued in, as the message says
     */
    default <T> Uni<T> continuing(Optional<String> traceparent, Uni<T> work) {
        return work;
    }
}
