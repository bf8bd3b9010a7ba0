package dev.orgrelay.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The elements of a signature text: {@code v1,AAA v1,BBB} or {@code t=1,v1=AA,v1=BB}. Split by hand, since every request
 * comes this way.
 */
final class SignatureElements {

    /** More signatures than any sender has reason to send, and few enough to be checked one by one. */
    static final int MAX = 32;

    private SignatureElements() {}

    static List<String> of(String text, Separator separator) {
        if (separator == Separator.NONE) {
            return List.of(text.strip());
        }
        List<String> elements = new ArrayList<>(4);
        int from = 0;
        while (from <= text.length() && elements.size() < MAX) {
            int end = text.indexOf(separator.character(), from);
            int to = end < 0 ? text.length() : end;
            elements.add(text.substring(from, to).strip());
            from = to + 1;
        }
        return elements;
    }

    /** What follows the prefix in those elements that begin with one of {@code prefixes}. */
    static List<String> signatures(List<String> elements, List<String> prefixes) {
        if (prefixes.isEmpty()) {
            return elements;
        }
        List<String> found = new ArrayList<>(2);
        for (String element : elements) {
            for (String prefix : prefixes) {
                if (element.regionMatches(true, 0, prefix, 0, prefix.length())) {
                    found.add(element.substring(prefix.length()).strip());
                }
            }
        }
        return found;
    }
}
