/**
 * Settings that nobody reads, or that cannot be read: found before they stop the start on SmallRye Config's terms, so that they become lines like every
 * other mistake and are listed with them.
 */
package dev.orgrelay.configuration;
