package dev.orgrelay.configuration;

import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.PropertyName;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.AbstractConfigSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The defaults of mappings. Those below a chosen name, {@code orgrelay.sources.*.future}, are found by the last segment of a key: SmallRye Config keeps all of them in
 * one place and compares each key that nobody sets with every one, nearly a third of a native start.
 *
 * <p>None of them is listed, because a mapping asks for its keys itself, and Quarkus asks of each listed name whether a mapping knows it. Listed are those that also
 * exist below a chosen name ({@code quarkus.tls.protocols} and {@code quarkus.tls.*.protocols}): a mapping learns from the list that there is a group without a name.
 */
@SuppressWarnings("serial") // nobody writes it
final class NamedDefaults extends AbstractConfigSource {

    private static final String CHOSEN = "*";

    private record Default(String pattern, String value) {}

    private final Map<String, List<Default>> byLastSegment = new HashMap<>();
    private final Map<String, String> mapped = new HashMap<>();
    private final Set<String> others = new HashSet<>();

    private NamedDefaults() {
        super(
                DefaultValuesConfigSource.NAME,
                DefaultValuesConfigSource.ORDINAL); // by both of which a value is known to be a default
    }

    /** Takes them out of what {@code builder} makes a source of, and gives it this source. */
    static void take(SmallRyeConfigBuilder builder) {
        NamedDefaults defaults = new NamedDefaults();
        Set<String> alsoNamed = new HashSet<>();
        builder.getDefaultValues().entrySet().removeIf(entry -> {
            boolean isNamed = entry.getKey().contains(CHOSEN);
            if (isNamed) {
                defaults.byLastSegment
                        .computeIfAbsent(lastSegment(entry.getKey()), segment -> new ArrayList<>())
                        .add(new Default(entry.getKey(), entry.getValue()));
                alsoNamed.add(entry.getKey().replace("*.", ""));
            }
            return isNamed;
        });
        builder.getMappingsBuilder().getMappings().forEach(mapping -> mapping.getProperties()
                .forEach((key, value) -> {
                    if (!alsoNamed.contains(key)
                            && value != null
                            && builder.getDefaultValues().remove(key, value)) {
                        defaults.mapped.put(key, value);
                    }
                }));
        defaults.others.addAll(builder.getDefaultValues().keySet());
        builder.withSources(defaults);
    }

    /** Null where there is none, as sources say it. */
    @Override
    public String getValue(String key) {
        String exact = mapped.get(key);
        if (exact != null || others.contains(key)) {
            return exact; // those that are not here are in the other source of defaults
        }
        String value = find(lastSegment(key), key);
        return value == null ? find(CHOSEN, key) : value;
    }

    private String find(String lastSegment, String key) {
        for (Default named : byLastSegment.getOrDefault(lastSegment, List.of())) {
            if (PropertyName.equals(named.pattern(), key)) {
                return named.value();
            }
        }
        return null;
    }

    /** What stands behind the last dot, without an index. */
    private static String lastSegment(String key) {
        int index = key.endsWith("]") ? key.lastIndexOf('[') : key.length();
        return key.substring(key.lastIndexOf('.') + 1, index);
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }
}
