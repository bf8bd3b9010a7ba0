/**
 * The scheme {@code entra}: a sender proves itself with an access token of Microsoft Entra ID, such as Event Grid does for a subscription with
 * {@code azureActiveDirectoryTenantId}.
 *
 * <p>Nothing of it is loaded, and nobody is asked for keys, before a source with that scheme gets its first request.
 */
package dev.orgrelay.proof.entra;
