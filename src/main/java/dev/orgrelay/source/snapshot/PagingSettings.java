package dev.orgrelay.source.snapshot;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.mapping.BodyPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings that say how the pages follow each other. One that is of no use where it is set is a mistake: whoever set it expects further pages, and would get the
 * first one for the whole.
 */
final class PagingSettings {

    private static final String NEXT = "next";
    private static final String PARAMETER = "parameter";
    private static final String MORE = "more";

    private final SnapshotConfig config;
    private final Mistakes mistakes;
    private final String word;
    private boolean isRight = true;

    PagingSettings(SnapshotConfig config, Mistakes mistakes) {
        this.config = config;
        this.mistakes = mistakes;
        this.word = config.paging().strip().toLowerCase(Locale.ROOT);
    }

    /** Empty if something is wrong. */
    Optional<Paging> paging() {
        return switch (word) {
            case "none" -> checked(List.of(), () -> page -> Optional.empty());
            case "link-header" -> checked(List.of(), LinkHeaderPaging::new);
            case "next-link" -> checked(List.of(NEXT), () -> new NextLinkPaging(path(NEXT, config.next())));
            case "cursor" ->
                checked(List.of(NEXT, PARAMETER), () -> new CursorPaging(path(NEXT, config.next()), parameter()));
            case "page-number" -> checked(List.of(PARAMETER), this::pageNumber);
            default -> {
                mistake("paging", config.paging(), "allowed are none, link-header, next-link, cursor, page-number");
                yield Optional.empty();
            }
        };
    }

    private interface Making {
        Paging make();
    }

    private Optional<Paging> checked(List<String> needed, Making making) {
        if (config.format() != PageFormat.JSON
                && (needed.contains(NEXT) || config.more().isPresent())) {
            mistake(
                    "format",
                    Words.written(config.format()),
                    "only a page of JSON can name the next one, or have more");
        }
        check(NEXT, config.next(), needed);
        check(PARAMETER, config.parameter(), needed);
        if (!isRight) {
            return Optional.empty();
        }
        Paging paging = making.make();
        Paging complete = config.more().isPresent() ? new MorePaging(paging, path(MORE, config.more())) : paging;
        return isRight ? Optional.of(complete) : Optional.empty();
    }

    private void check(String setting, Optional<String> value, List<String> needed) {
        boolean isNeeded = needed.contains(setting);
        if (isNeeded && value.filter(text -> !text.isBlank()).isEmpty()) {
            mistake("paging", word, "it needs " + setting);
        } else if (!isNeeded && value.isPresent()) {
            mistake(setting, value.get(), "it is of no use with paging = " + word);
        }
    }

    private Paging pageNumber() {
        if (config.firstPage() < 0) {
            mistake("first-page", String.valueOf(config.firstPage()), "allowed is 0 or more");
        }
        if (config.pageStep() < 1) {
            mistake("page-step", String.valueOf(config.pageStep()), "allowed is 1 or more");
        }
        return new PageNumberPaging(parameter(), config.firstPage(), config.pageStep());
    }

    private String parameter() {
        return config.parameter().orElseThrow().strip();
    }

    private BodyPath path(String setting, Optional<String> value) {
        Optional<BodyPath> path =
                SnapshotSettings.path(setting, value.orElseThrow().strip(), mistakes);
        isRight &= path.isPresent();
        return path.orElseGet(() -> BodyPath.of(""));
    }

    private void mistake(String setting, String value, String allowed) {
        mistakes.add(setting, value, allowed);
        isRight = false;
    }
}
