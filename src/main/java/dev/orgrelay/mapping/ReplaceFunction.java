package dev.orgrelay.mapping;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * {@code $replace}, written anew like the functions of {@link TextFunctions}.
 *
 * @see <a href="https://docs.jsonata.org/string-functions#replace">$replace</a>
 */
record ReplaceFunction(Bounds bounds) {

    Map<String, JFunction> byName() {
        return Map.of("replace", Arguments.function(this::replace, "<s-(sf)(sf)n?:s>"));
    }

    private Object replace(Arguments arguments) {
        String text = arguments.text(0);
        Matcher matcher = arguments.pattern(1, bounds).matcher(new Bounds.GuardedText(text, bounds));
        Function<MatchResult, String> replacement = replacement(arguments);
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        for (int left = arguments.limit(3, bounds); left > 0 && matcher.find(); left--) {
            replaced.append(text, from, matcher.start()).append(replacement.apply(matcher));
            bounds.requireTextLength(replaced.length());
            from = matcher.end();
        }
        return replaced.append(text, from, text.length()).toString();
    }

    private Function<MatchResult, String> replacement(Arguments arguments) {
        Object replacement = arguments.isUndefined(2) ? "" : arguments.value(2);
        if (!(replacement instanceof String text)) {
            return found -> call(replacement, found);
        }
        return arguments.value(1) instanceof String ? found -> text : found -> expand(text, found);
    }

    private String call(Object function, MatchResult found) {
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", found.group());
        match.put("start", found.start());
        match.put("end", found.end());
        match.put("groups", TextFunctions.groups(found));
        if (result(function, match) instanceof String text) {
            return text;
        }
        throw bounds.stop("the function given to $replace must return a text");
    }

    private Object result(Object function, Map<String, Object> match) {
        try {
            return Functions.funcApply(function, List.of(match));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code $$} is a dollar, {@code $0} the whole match, {@code $1} a group, and any other dollar is a dollar. */
    private static String expand(String template, MatchResult found) {
        StringBuilder expanded = new StringBuilder();
        int position = 0;
        while (position < template.length()) {
            char c = template.charAt(position++);
            if (c != '$' || position == template.length()) {
                expanded.append(c);
            } else if (template.charAt(position) == '$') {
                expanded.append(template.charAt(position++));
            } else {
                position = expandGroup(template, position, found, expanded);
            }
        }
        return expanded.toString();
    }

    /** As many digits as make the number of a group; a group that does not exist is empty. */
    private static int expandGroup(String template, int from, MatchResult found, StringBuilder expanded) {
        int to = from;
        int group = 0;
        while (to < template.length()) {
            int digit = Character.digit(template.charAt(to), 10);
            if (digit < 0 || to > from && group * 10 + digit > found.groupCount()) {
                break;
            }
            group = group * 10 + digit;
            to++;
        }
        if (to == from) {
            expanded.append('$');
        } else if (group <= found.groupCount() && found.group(group) != null) {
            expanded.append(found.group(group));
        }
        return to;
    }
}
