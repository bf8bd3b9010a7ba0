/**
 * The words of the trade: organizations, the changes that are asked for, and what became of them.
 *
 * <p>Pure: everything here is immutable and imports nothing but the JDK.
 */
package dev.orgrelay.organization;
