package dev.orgrelay.fetch.lookup;

import dev.orgrelay.configuration.OutboundUrl;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the rest of an organization is read when a message only names it (operation {@code refetch}): {@code orgrelay.sources.<name>.lookup}.
 *
 * <p>One GET for each message. Redirects are not followed, so the headers below go to this host and no other.
 */
public interface LookupConfig {

    /** The URL to read, with {@code {id}} where the sender's id belongs; the id is percent-encoded. Example: {@code https://hr.example/departments/{id}}. */
    Optional<OutboundUrl> url();

    /** Lets the headers go to {@code url} in plain http, where anybody on the way reads them. */
    @WithDefault("false")
    boolean dangerousPlainHttp();

    /** Headers of the request, by name. Example: {@code orgrelay.sources.hr.lookup.headers.authorization=Bearer ${HR_TOKEN}}. */
    Map<String, String> headers();

    /**
     * JSONata that makes a change of the answer: the same output as a source's mapping, with the answer as {@code body} and the id that was asked for as
     * {@code query.id}.
     */
    Optional<String> mapping();

    /** What it means that the organization is not found there (404 or 410): {@code delete} it, {@code ignore} the message, or {@code refuse} it. */
    @WithDefault("refuse")
    NotFound notFound();

    /** How long the answer may take. */
    @WithDefault("5s")
    Duration timeout();
}
