/**
 * Mapping is data: JSONata expressions turn what a sender says into the few fields that an organization has.
 *
 * <p>Plain Java: nothing here knows the container or the configuration. {@link dev.orgrelay.mapping.Mapping} evaluates,
 * {@link dev.orgrelay.mapping.ResultReader} says what the result means, {@link dev.orgrelay.mapping.Unwrapping} and
 * {@link dev.orgrelay.mapping.FormBody} find the messages in a request.
 */
package dev.orgrelay.mapping;
