/** How things are: what was counted of this instance since it started, and what is known of one organization. Nobody waits for it. */
package dev.orgrelay.journal.status;
