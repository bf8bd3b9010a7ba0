package dev.orgrelay.configuration;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.Priorities;
import java.util.OptionalInt;

/** Looks through the settings once, while the configuration is made: above the expansion of expressions, so that it sees what will be read. */
final class FindMistakes implements ConfigSourceInterceptorFactory {

    private final OwnMappings mappings;
    private final Mistakes mistakes;

    FindMistakes(OwnMappings mappings, Mistakes mistakes) {
        this.mappings = mappings;
        this.mistakes = mistakes;
    }

    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
        if (!mappings.isEmpty()) {
            find(context);
        }
        return new ToldMistakes(mistakes);
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(Priorities.APPLICATION + 1_000);
    }

    private void find(ConfigSourceInterceptorContext context) {
        KnownKeys known = mappings.knownKeys();
        OwnSettings settings = OwnSettings.in(context);
        settings.checkNames(known, mistakes);
        settings.checkValues(known, mistakes);
        ServerPort.check(context, mistakes);
        mappings.rehearse(settings, mistakes.hidden().keySet())
                .map(Complaints::new)
                .ifPresent(complaints -> listen(complaints, known));
    }

    private void listen(Complaints complaints, KnownKeys known) {
        complaints
                .aboutValues()
                .forEach(wrong -> mistakes.addHidden(wrong.key(), known.defaultOf(wrong.key()), wrong.line()));
        complaints.others().forEach(mistakes::add);
        if (!complaints.others().isEmpty()) {
            // nothing can be put in their place, so this is as far as the start gets
            throw new ConfigurationException(WrongSettings.message(mistakes.lines()));
        }
    }
}
