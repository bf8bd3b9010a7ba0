/** Reading at a sender over HTTP, within limits of time and size: what lookups and snapshots share. */
package dev.orgrelay.fetch;
