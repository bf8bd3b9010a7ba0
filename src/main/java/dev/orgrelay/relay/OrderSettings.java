package dev.orgrelay.relay;

import dev.orgrelay.central.Applications;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the order of changes takes for granted, and whether the other settings keep to it. */
@ApplicationScoped
public class OrderSettings {

    private static final String PREFIX = "orgrelay.order.";

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
        List<String> mistakes = new ArrayList<>();
        if (config.effectWithin().isNegative() || config.effectWithin().isZero()) {
            mistakes.add(PREFIX + "effect-within = " + config.effectWithin() + ": allowed is more than 0, like 15s");
        }
        if (config.clockDifference().isNegative()) {
            mistakes.add(PREFIX + "clock-difference = " + config.clockDifference() + ": allowed is 0 or more, like 5s");
        }
        applications.longestRequests().forEach((name, longest) -> {
            if (longest.compareTo(config.effectWithin()) > 0) {
                mistakes.add("orgrelay.applications." + name + ".response-timeout, with connect-timeout, = " + longest
                        + ": allowed is what " + PREFIX + "effect-within says at most, " + config.effectWithin());
            }
        });
        return mistakes;
    }
}
