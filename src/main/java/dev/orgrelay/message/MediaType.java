package dev.orgrelay.message;

import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A media type (RFC 9110, 8.3.1).
 *
 * @param type in lower case
 * @param subtype in lower case
 * @param parameters by name in lower case, values as written, without their quotes
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {

    /** What a body is when nobody says what it is. */
    public static final MediaType JSON = new MediaType("application", "json", Map.of());

    /** Tokens and quoted strings of RFC 9110, 5.6. */
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";

    private static final String QUOTED = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";
    private static final String SPACE = "[ \t]*+";
    private static final Pattern TYPES = Pattern.compile(SPACE + "(" + TOKEN + ")/(" + TOKEN + ")" + SPACE);
    private static final Pattern PARAMETER = Pattern.compile(
            ";" + SPACE + "(?:(" + TOKEN + ")=(" + TOKEN + "|" + QUOTED + "))?+" + SPACE, Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private static final String CHARSET = "charset";
    private static final String JSON_SUFFIX = "+json";
    private static final Set<String> JSON_LINES = Set.of("x-ndjson", "ndjson", "jsonl", "x-jsonl", "jsonlines");

    /** As nearly all requests write them: they need not be taken apart again for each. */
    private static final Map<String, MediaType> USUAL = Stream.of("application/json", "application/cloudevents+json")
            .flatMap(type -> Stream.of("", ";charset=utf-8", "; charset=utf-8", ";charset=UTF-8", "; charset=UTF-8")
                    .map(type::concat))
            .collect(Collectors.toMap(text -> text, text -> read(text).orElseThrow()));

    /**
     * The media type of a request's body, if it has one.
     *
     * @throws UnsupportedMediaType if {@code Content-Type} is malformed
     */
    public static Optional<MediaType> of(Delivery delivery) {
        return delivery.header("content-type").map(MediaType::require);
    }

    /** The media type that {@code text} is, if it is one. */
    public static Optional<MediaType> parse(String text) {
        return Optional.ofNullable(USUAL.get(text)).or(() -> read(text));
    }

    private static Optional<MediaType> read(String text) {
        Matcher types = TYPES.matcher(text);
        return types.lookingAt()
                ? parameters(text, types.end())
                        .map(parameters ->
                                new MediaType(lowerCase(types.group(1)), lowerCase(types.group(2)), parameters))
                : Optional.empty();
    }

    /** A parameter that comes twice could be understood in two ways, so it is an error. */
    private static Optional<Map<String, String>> parameters(String text, int from) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(text);
        for (int at = from; at < text.length(); at = parameter.end()) {
            if (!parameter.region(at, text.length()).lookingAt() || !add(parameter, parameters)) {
                return Optional.empty();
            }
        }
        return Optional.of(Map.copyOf(parameters));
    }

    private static boolean add(Matcher parameter, Map<String, String> parameters) {
        String name = parameter.group(1);
        return name == null || parameters.putIfAbsent(lowerCase(name), unquoted(parameter.group(2))) == null;
    }

    private static String unquoted(String value) {
        return value.startsWith("\"")
                ? ESCAPE.matcher(value.substring(1, value.length() - 1)).replaceAll("$1")
                : value;
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static MediaType require(String text) {
        return parse(text)
                .orElseThrow(() -> new UnsupportedMediaType(text, "a media type of the form type/subtype; name=value"));
    }

    /** Whether the content is JSON: {@code application/json}, {@code text/json}, or any type that ends with {@code +json} (RFC 6839, 3.1). */
    public boolean isJson() {
        return subtype.endsWith(JSON_SUFFIX)
                || subtype.equals("json") && (type.equals("application") || type.equals("text"));
    }

    /** A table with a record on each line (RFC 4180). */
    public boolean isCsv() {
        return type.equals("text") && subtype.equals("csv");
    }

    /** A JSON document on each line; no registered name has won. */
    public boolean isJsonLines() {
        return type.equals("application") && JSON_LINES.contains(subtype);
    }

    /** The fields of a form, and what some clients say if nobody tells them what they send. */
    public boolean isForm() {
        return type.equals("application") && subtype.equals("x-www-form-urlencoded");
    }

    /**
     * The charset of the content, UTF-8 if none is named.
     *
     * @throws UnsupportedMediaType if nobody here knows the charset
     */
    public Charset charset() {
        String name = parameters.get(CHARSET);
        if (name == null || name.equalsIgnoreCase("utf-8")) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedMediaType(toString(), "a known charset such as utf-8");
        }
    }

    /** The same of content in UTF-8. */
    public MediaType ofUtf8() {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.remove(CHARSET);
        return new MediaType(type, subtype, others);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type).append('/').append(subtype);
        parameters.forEach(
                (name, value) -> text.append("; ").append(name).append('=').append(value));
        return text.toString();
    }
}
