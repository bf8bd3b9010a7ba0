package dev.orgrelay.sandbox;

import java.util.OptionalInt;

/**
 * How much the sandbox bears. The defaults are IoT Central's published quotas.
 *
 * @param requestsPerSecond API requests in a second; zero or less means any number
 * @param organizations how many can exist
 * @param depth how many levels the hierarchy can have; an organization without a parent is on the first
 * @param pageSize most organizations in one page of the list; empty puts all of them in one page
 */
record SandboxLimits(int requestsPerSecond, int organizations, int depth, OptionalInt pageSize) {

    static final SandboxLimits DEFAULT = new SandboxLimits(20, 200, 5, OptionalInt.empty());

    /** @throws InvalidSettingException if a limit would make the sandbox useless */
    SandboxLimits {
        requirePositive("organizations", organizations);
        requirePositive("depth", depth);
        pageSize.ifPresent(size -> requirePositive("pageSize", size));
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new InvalidSettingException(name + " must be 1 or more, not " + value);
        }
    }
}
