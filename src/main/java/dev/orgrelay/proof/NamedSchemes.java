package dev.orgrelay.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The schemes that ship with the program, {@code schemes.properties} beside this class. Read only while a source is configured. */
final class NamedSchemes {

    private static final String RESOURCE = "schemes.properties";
    private static final String LIKE = "like";
    private static final String OR = "or";

    private final Properties properties = new Properties();

    private NamedSchemes() {}

    static NamedSchemes load() {
        NamedSchemes schemes = new NamedSchemes();
        try (InputStream stream = NamedSchemes.class.getResourceAsStream(RESOURCE);
                InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            schemes.properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemes;
    }

    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        properties.stringPropertyNames().forEach(key -> names.add(key.substring(0, key.indexOf('.'))));
        return names;
    }

    /** The settings of a scheme, those of the scheme it is like included. */
    Optional<Map<String, String>> find(String name) {
        return names().contains(name) ? Optional.of(settings(name)) : Optional.empty();
    }

    /** {@code scheme}, or the one that it names for secrets of another kind, if {@code secret} is of that kind. */
    String schemeOf(Secret secret, String scheme) {
        return Optional.ofNullable(properties.getProperty(scheme + "." + OR))
                .filter(other -> secret.text().startsWith(settings(other).get(SchemeSettings.KEY_PREFIX)))
                .orElse(scheme);
    }

    private Map<String, String> settings(String name) {
        Map<String, String> own = new TreeMap<>();
        String start = name + ".";
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(start))
                .forEach(key -> own.put(key.substring(start.length()), properties.getProperty(key)));
        own.remove(OR);
        String base = own.remove(LIKE);
        return base == null ? own : Overrides.merge(settings(base), own);
    }
}
