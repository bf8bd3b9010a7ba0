package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.configuration.OutboundUrl;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where everything that the sender has is read, for a reconcile: {@code orgrelay.sources.<name>.snapshot}.
 *
 * <p>All pages or nothing: at most 10 MiB and 10,000 organizations together. Redirects are not followed, and a next page on another host is refused, so the headers
 * below go to this host and no other.
 */
public interface SnapshotConfig {

    /** The URL of the first page. Without it there is no snapshot. No default. Example: {@code https://hr.example/departments?limit=100}. */
    Optional<OutboundUrl> url();

    /** Lets the headers go to {@code url} in plain http, where anybody on the way reads them. */
    @WithDefault("false")
    boolean dangerousPlainHttp();

    /** Headers of every request, by name. No default. Example: {@code orgrelay.sources.hr.snapshot.headers.authorization=Bearer ${HR_TOKEN}}. */
    Map<String, String> headers();

    /**
     * How a page is written: {@code json}; {@code csv}, whose header row names the members of each element, all texts, a blank field is null; {@code ndjson}, an element on
     * each line. Example: {@code csv}.
     */
    @WithDefault("json")
    PageFormat format();

    /** The charset of a page, where no byte order mark says it; otherwise what its {@code Content-Type} says, or UTF-8. No default. Example: {@code windows-1252}. */
    Optional<String> charset();

    /** Where the array of elements is in a page: names separated by dots; {@code .} if the page itself is the array. Example: {@code data}. */
    @WithDefault(".")
    String items();

    /**
     * JSONata that makes an organization of each element: the same output as a source's mapping, {@code create} or {@code upsert}. An element that it ignores
     * or deletes is not in the hierarchy. No default, the source's mapping is used. Example: {@code body.{'operation': 'create', 'id': id, 'displayName':
     * name, 'parent': parent_id}}.
     */
    Optional<String> mapping();

    /** The file that this mapping is in, UTF-8, instead of {@code mapping}. No default. Example: {@code /config/hr-snapshot.jsonata}. */
    Optional<String> mappingFile();

    /**
     * How the pages follow each other: {@code none}, there is one; {@code link-header}, the header {@code Link} names the next one (RFC 8288); {@code next-link},
     * the body does; {@code cursor}, a text in the body becomes a query parameter; {@code page-number}, a query parameter counts them. Example:
     * {@code next-link}.
     */
    @WithDefault("none")
    PagingKind paging();

    /**
     * Where a {@code next-link} or a {@code cursor} is in a page: names separated by dots; the page without it is the last one. No default. Example:
     * {@code paging.next}.
     */
    Optional<String> next();

    /** The query parameter of {@code cursor} or {@code page-number}. No default. Example: {@code page}. */
    Optional<String> parameter();

    /** The number of the first page, for {@code page-number}. */
    @WithDefault("1")
    int firstPage();

    /** What is added to the number for the next page; the size of a page where the sender counts elements. Example: {@code 100}. */
    @WithDefault("1")
    int pageStep();

    /**
     * Where a page tells whether there are more: {@code true} or {@code false}, or the number of all pages. Then that counts, whatever else the page names. Without it,
     * counted pages end with the first one without elements. No default. Example: {@code meta.has_more}.
     */
    Optional<String> more();

    /** The most pages; a snapshot with more is refused. */
    @WithDefault("1000")
    int maxPages();

    /** How long all pages together may take. */
    @WithDefault("60s")
    Duration timeout();
}
