/**
 * Whole hierarchies, thought through before anything is called.
 *
 * <p>Pure: imports nothing but the JDK and {@code organization}.
 */
package dev.orgrelay.plan;
