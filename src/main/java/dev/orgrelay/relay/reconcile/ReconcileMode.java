package dev.orgrelay.relay.reconcile;

/** What the timer does with what a source has. */
public enum ReconcileMode {
    /** The plan is applied. */
    APPLY,
    /** There is only a plan, so that somebody sees what differs. */
    REPORT
}
