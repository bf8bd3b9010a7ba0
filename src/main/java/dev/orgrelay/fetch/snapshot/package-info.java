/** Reading at a sender all that it has: every page of its collection, mapped, or nothing at all. */
package dev.orgrelay.fetch.snapshot;
