/**
 * The sandbox: a stand-in of Azure IoT Central's organizations API inside the program, stateful and strict.
 *
 * <p>Three layers: the directory with its rules, which knows nothing of HTTP; the API and the control desk, which turn a request into an
 * answer; the routes, which connect those to the server. Nothing else in the program knows that the sandbox exists: it is reached over HTTP,
 * like the real one.
 */
package dev.orgrelay.sandbox;
