/**
 * The way out: Azure IoT Central's organizations API as one declarative client, and around it what makes it safe to call.
 *
 * <p>{@link dev.orgrelay.central.Central} is the only class that calls IoT Central. It waits for its turn, tries again what may succeed, stops
 * calling an application that is down, and reports every failure as a {@link dev.orgrelay.central.CentralException}.
 */
package dev.orgrelay.central;
