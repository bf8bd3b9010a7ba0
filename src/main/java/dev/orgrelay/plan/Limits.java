package dev.orgrelay.plan;

/**
 * What an application can hold.
 *
 * @param organizations how many organizations; the vendor's limit is 200
 * @param depth how many levels; the vendor's limit is 5
 * @see <a href="https://learn.microsoft.com/azure/iot-central/core/concepts-quotas-limits">Quotas and limits</a>
 */
public record Limits(int organizations, int depth) {

    /** These limits, or what {@code actual} proves to be possible where that is more. */
    Limits including(Forest actual) {
        return new Limits(Math.max(organizations, actual.size()), Math.max(depth, actual.height()));
    }
}
