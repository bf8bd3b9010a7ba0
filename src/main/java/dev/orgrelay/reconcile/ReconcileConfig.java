package dev.orgrelay.reconcile;

import dev.orgrelay.plan.Policy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How whole hierarchies are applied. */
@ConfigMapping(prefix = "orgrelay.reconcile")
interface ReconcileConfig {

    /**
     * What may be done: {@code create-only}, {@code upsert-only} (creates and updates), {@code sync-owned} (deletes what Org Relay has made or adopted as well; then it
     * looks before it creates something that it does not know) or {@code sync} (deletes everything that is not in the hierarchy). A request can choose another one.
     */
    @WithDefault("upsert-only")
    Policy policy();

    /**
     * What the timer does: {@code apply} the plan, or {@code report} it: then nothing is changed, and the status shows how much differs. What a message or an operator
     * asks for is applied in any case. Example: {@code report}.
     */
    @WithDefault("apply")
    Mode mode();

    /** What the timer does with what a source has. */
    enum Mode {
        /** The plan is applied. */
        APPLY,
        /** There is only a plan, so that somebody sees what differs. */
        REPORT
    }

    /** The most organizations that one run deletes. Beyond it all deletes are held until a person releases them. */
    @WithDefault("10")
    int maxDeletes();

    /** The same in percent of the organizations that exist within the scope, 0 to 100. */
    @WithDefault("20")
    int maxDeletePercent();
}
