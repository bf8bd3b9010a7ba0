/** Why an organization is as it is: what the ledger and the journal know of it, beside what IoT Central says. */
package dev.orgrelay.journal.history;
