package dev.orgrelay.configuration;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertyName;
import io.smallrye.config.PropertyNamesMatcher;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The mappings of this program among those that a configuration is made with. */
final class OwnMappings {

    /** Before everything else that converts switches. */
    private static final int FIRST = Integer.MAX_VALUE;

    private final SmallRyeConfigBuilder builder;

    /** @param builder asked only when its configuration is made: others add to it after this */
    OwnMappings(SmallRyeConfigBuilder builder) {
        this.builder = builder;
    }

    boolean isEmpty() {
        return classes().isEmpty();
    }

    KnownKeys knownKeys() {
        Map<String, Optional<String>> defaults = new HashMap<>();
        classes().forEach(mapping -> mapping.getProperties()
                .forEach((key, value) -> defaults.put(key, Optional.ofNullable(value))));
        // not ConfigMappings.propertyNamesMatcher: it asks the interfaces, of which a native executable has no methods
        List<PropertyName> names = defaults.keySet().stream()
                .map(key -> PropertyName.name(key.substring(OwnSettings.PREFIX.length())))
                .toList();
        return new KnownKeys(PropertyNamesMatcher.matcher(Map.of(OwnSettings.ROOT, names)), defaults);
    }

    /** What the mappings cannot make of {@code settings}, leaving out the keys in {@code without}. */
    Optional<ConfigValidationException> rehearse(OwnSettings settings, Set<String> without) {
        SmallRyeConfigBuilder rehearsal = new SmallRyeConfigBuilder()
                .setAddDiscoveredConverters(builder.isAddDiscoveredConverters())
                .withSources(settings.sources(without))
                .withValidateUnknown(false);
        rehearsal.getConverters().putAll(builder.getConverters());
        rehearsal.withConverter(Boolean.class, FIRST, new TrueOrFalse());
        classes().forEach(rehearsal::withMapping);
        try {
            rehearsal.build();
            return Optional.empty();
        } catch (ConfigValidationException problems) {
            return Optional.of(problems);
        }
    }

    private Set<ConfigClass> classes() {
        return builder.getMappingsBuilder().getMappings().stream()
                .filter(mapping -> OwnSettings.isOwn(mapping.getPrefix() + "."))
                .collect(Collectors.toSet());
    }
}
