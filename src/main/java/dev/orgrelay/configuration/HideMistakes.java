package dev.orgrelay.configuration;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/** Lets the configuration be read as if nobody had set what is wrong; the start is stopped later, with all mistakes. */
final class HideMistakes implements ConfigSourceInterceptor {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Mistakes mistakes;

    private HideMistakes(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return mistakes.isHidden(name) ? value(name, mistakes.hidden().get(name)) : context.proceed(name);
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        List<String> names = new ArrayList<>();
        context.iterateNames().forEachRemaining(name -> {
            if (!mistakes.isHidden(name)) {
                names.add(name);
            }
        });
        return names.iterator();
    }

    private static ConfigValue value(String name, String value) {
        return value == null
                ? null
                : ConfigValue.builder().withName(name).withValue(value).build();
    }

    /** Below the expansion of expressions, so that a setting which refers to a wrong one is spared as well. */
    record Factory(Mistakes mistakes) implements ConfigSourceInterceptorFactory {

        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
            return new HideMistakes(mistakes);
        }

        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(Priorities.LIBRARY + 290);
        }
    }
}
