/**
 * Mapping is data: JSONata expressions turn what a sender says into the few fields that an organization has.
 *
 * <p>Plain Java: nothing here knows the container or the configuration. {@link dev.orgrelay.source.mapping.Mapping} evaluates,
 * {@link dev.orgrelay.source.mapping.Interpretation} says what the result means, {@link dev.orgrelay.source.mapping.Unwrapping} and
 * {@link dev.orgrelay.source.mapping.FormBody} find the messages in a request.
 */
package dev.orgrelay.source.mapping;
