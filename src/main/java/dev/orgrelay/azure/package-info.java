/**
 * What only Azure Functions needs: the functions that its host calls on a custom handler, and the envelope in which it calls them.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers">Custom handlers</a>
 */
package dev.orgrelay.azure;
