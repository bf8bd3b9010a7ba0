package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.mapping.BodyPath;
import java.util.Optional;

/**
 * The settings that say how the pages follow each other. One that is of no use where it is set is a mistake: whoever set it expects further pages, and would get the
 * first one for the whole.
 */
record PagingSettings(SnapshotConfig config, Mistakes mistakes) {

    static final String NEXT = "next";
    static final String PARAMETER = "parameter";
    private static final String MORE = "more";

    /** Of use only if nothing is wrong. */
    Paging paging() {
        mistakes.require(
                config.format() == PageFormat.JSON
                        || !config.paging().needs(NEXT) && config.more().isEmpty(),
                "format",
                Words.written(config.format()),
                "only a page of JSON can name the next one, or have more");
        check(NEXT, config.next());
        check(PARAMETER, config.parameter());
        Paging paging = byKind();
        return config.more().isPresent()
                ? new MorePaging(paging, path(MORE, config.more().get()))
                : paging;
    }

    private Paging byKind() {
        return switch (config.paging()) {
            case NONE -> page -> Optional.empty();
            case LINK_HEADER -> new LinkHeaderPaging();
            case NEXT_LINK -> new NextLinkPaging(next());
            case CURSOR -> new CursorPaging(next(), parameter());
            case PAGE_NUMBER -> pageNumber();
        };
    }

    private void check(String setting, Optional<String> value) {
        boolean isNeeded = config.paging().needs(setting);
        String word = Words.written(config.paging());
        if (isNeeded && value.filter(text -> !text.isBlank()).isEmpty()) {
            mistakes.add("paging", word, "it needs " + setting);
        } else if (!isNeeded && value.isPresent()) {
            mistakes.add(setting, value.get(), "it is of no use with paging = " + word);
        }
    }

    private Paging pageNumber() {
        mistakes.require(config.firstPage() >= 0, "first-page", config.firstPage(), "allowed is 0 or more");
        mistakes.requirePositive("page-step", config.pageStep());
        return new PageNumberPaging(parameter(), config.firstPage(), config.pageStep());
    }

    private String parameter() {
        return config.parameter().orElse("").strip();
    }

    private BodyPath next() {
        return path(NEXT, config.next().orElse(""));
    }

    BodyPath path(String setting, String written) {
        try {
            return BodyPath.of(written.strip());
        } catch (IllegalArgumentException e) {
            mistakes.add(setting, written, "allowed are names separated by dots");
            return BodyPath.of("");
        }
    }
}
