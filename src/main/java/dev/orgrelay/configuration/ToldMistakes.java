package dev.orgrelay.configuration;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.io.Serial;
import java.util.List;

/** Hands the lines on to whoever stops the start. They are above the expansion of expressions, because they may show one. */
record ToldMistakes(Mistakes mistakes) implements ConfigSourceInterceptor {

    /** Where the lines are read; no setting, since nothing lists it. */
    static final String KEY = "orgrelay-mistakes";

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!name.equals(KEY)) {
            return context.proceed(name);
        }
        List<String> lines = mistakes.lines();
        return lines.isEmpty()
                ? null
                : ConfigValue.builder()
                        .withName(name)
                        .withValue(String.join("\n", lines))
                        .build();
    }
}
