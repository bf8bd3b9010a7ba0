/**
 * Whole hierarchies, applied: the plan is made from one look at the application, and its steps go through the relay like any other change.
 */
package dev.orgrelay.reconcile;
