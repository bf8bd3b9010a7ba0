/**
 * Who Org Relay is towards Azure: access tokens of Microsoft Entra ID, by managed identity or by client credentials.
 *
 * <p>{@link dev.orgrelay.identity.AccessTokens} gives out an {@link dev.orgrelay.identity.AccessToken} for a scope; it is asked for when it is first
 * needed, kept until shortly before it expires, and never asked for twice at the same time.
 */
package dev.orgrelay.identity;
