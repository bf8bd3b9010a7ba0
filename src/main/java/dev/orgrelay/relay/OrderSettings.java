package dev.orgrelay.relay;

import dev.orgrelay.central.Applications;
import dev.orgrelay.configuration.Mistakes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** What the order of changes takes for granted, and whether the other settings keep to it. */
@ApplicationScoped
public class OrderSettings {

    private final OrderConfig config;
    private final Applications applications;

    OrderSettings(OrderConfig config, Applications applications) {
        this.config = config;
        this.applications = applications;
    }

    /** The terms of an instance that is alone. */
    public LeaseTerm term() {
        LeaseTerm usual = term(LeaseTerm.USUAL.lease());
        boolean isLongEnough = usual.lease().compareTo(usual.shortestLease()) >= 0;
        return isLongEnough ? usual : term(usual.shortestLease());
    }

    /** The terms of instances that share a store. */
    public LeaseTerm term(Duration lease) {
        return new LeaseTerm(lease, config.effectWithin(), config.clockDifference());
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        Mistakes mistakes = Mistakes.below("orgrelay.order");
        Duration effectWithin = config.effectWithin();
        mistakes.require(
                !effectWithin.isNegative() && !effectWithin.isZero(),
                "effect-within",
                effectWithin,
                "allowed is more than 0, like 15s");
        mistakes.require(
                !config.clockDifference().isNegative(),
                "clock-difference",
                config.clockDifference(),
                "allowed is 0 or more, like 5s");
        applications.longestRequests().forEach((name, longest) -> {
            if (longest.compareTo(effectWithin) > 0) {
                mistakes.addLine("orgrelay.applications." + name + ".response-timeout, with connect-timeout, = "
                        + longest + ": allowed is what " + mistakes.key("effect-within") + " says at most, "
                        + effectWithin);
            }
        });
        return mistakes.lines();
    }
}
