package dev.orgrelay.central;

/**
 * How fast an application is called at the moment.
 *
 * @param perSecond requests a second that this instance allows itself
 * @param waiting calls that wait for their turn
 * @param throttledLastHour how often it answered 429 within the last hour
 */
public record PaceState(double perSecond, int waiting, int throttledLastHour) {

    static final PaceState NONE = new PaceState(0, 0, 0);
}
