package dev.orgrelay.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * An event with what can be known about it from outside.
 *
 * @param earliest the earliest time that it may count as
 * @param latest the latest one; another only if it says a time that is too far ahead
 * @param deliveries those that it is part of
 * @param isCertain whether a sender heard that it was applied, or overtaken
 * @param isStale whether a sender heard that it was overtaken
 */
record Told(Step step, Instant earliest, Instant latest, Set<Delivery> deliveries, boolean isCertain, boolean isStale) {

    /** What is further ahead counts as the time at which it is read. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    /** @param underWay when it was sent for the first time, and answered for the last */
    static Told of(Step step, Span underWay, Set<Delivery> deliveries, boolean isCertain, boolean isStale) {
        return new Told(
                step,
                read(step, underWay.begin()),
                read(step, underWay.end()),
                Set.copyOf(deliveries),
                isCertain,
                isStale);
    }

    private static Instant read(Step step, Instant at) {
        return step.at().isAfter(at.plus(MOST_AHEAD)) ? at : step.at();
    }

    /** Whether it surely is. */
    boolean isNewerThan(Told other) {
        return earliest.isAfter(other.latest)
                || earliest.equals(latest)
                        && earliest.equals(other.earliest)
                        && earliest.equals(other.latest)
                        && isLaterInDelivery(other);
    }

    @Override
    public String toString() {
        String time = earliest.equals(latest) ? "" : ", read " + earliest + " to " + latest;
        return step + time + (isCertain ? ", certain" : "") + (isStale ? ", stale" : "");
    }

    private boolean isLaterInDelivery(Told other) {
        return deliveries.size() == 1
                && deliveries.equals(other.deliveries)
                && deliveries.stream()
                        .map(Delivery::steps)
                        .allMatch(steps -> steps.indexOf(step) > steps.indexOf(other.step));
    }
}
