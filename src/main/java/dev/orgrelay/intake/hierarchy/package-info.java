/** Whole hierarchies as they are handed in, by people or by a source's snapshot: from bytes to rows. What the rows mean is not decided here. */
package dev.orgrelay.intake.hierarchy;
