package dev.orgrelay.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path from the root of the project, normalized
 * @param text without blocks of code
 */
record MarkdownPage(Path path, String text) {

    private static final Pattern CODE = Pattern.compile("^ *```.*?^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.+?) *$", Pattern.MULTILINE);

    /**
     * A link to something in the project.
     *
     * @param target normalized, from the root of the project
     * @param anchor empty for the whole file
     */
    record Link(String text, Path target, String anchor) {}

    /** The pages of the root and of {@code docs/}. */
    static List<MarkdownPage> all() {
        return Stream.of(Path.of(""), Path.of("docs")).flatMap(MarkdownPage::in).toList();
    }

    private static Stream<MarkdownPage> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(MarkdownPage::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage read(Path path) {
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8).replace("\r\n", "\n");
            return new MarkdownPage(path.normalize(), CODE.matcher(text).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Link> links() {
        return LINK.matcher(text).results().map(found -> link(found.group(1))).toList();
    }

    private Link link(String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? path : path.resolveSibling(parts[0]).normalize();
        return new Link(target, file, parts.length == 1 ? "" : parts[1]);
    }

    /** The anchors that GitHub gives to the headings: a heading that comes again gets a number. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        return HEADING.matcher(text)
                .results()
                .map(heading -> anchor(heading.group(1)))
                .map(anchor -> {
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    return before == 0 ? anchor : anchor + "-" + before;
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
    }

    /** What stands between the title and whatever comes next. */
    String firstParagraph() {
        return text.replaceFirst("\\A# .*\n+", "").split("\n\n", 2)[0];
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
