package dev.orgrelay.plan;

/**
 * What an application can hold.
 *
 * @param organizations how many organizations; the vendor's limit is 200
 * @param depth how many levels; the vendor's limit is 5
 * @see <a href="https://learn.microsoft.com/azure/iot-central/core/concepts-quotas-limits">Quotas and limits</a>
 */
public record Limits(int organizations, int depth) {}
