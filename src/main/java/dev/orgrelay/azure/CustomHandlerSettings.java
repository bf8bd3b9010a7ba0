package dev.orgrelay.azure;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What the configuration becomes under a Functions host: it calls the handler, and its functions, on the loopback
 * interface. The port that it gives is in {@code application.properties}.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers">Custom handlers</a>
 */
public final class CustomHandlerSettings implements ConfigSourceFactory {

    /** Of this place, as settings name the place they come from. */
    public static final String NAME = "Functions custom handler";

    private static final String PORT = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /** Above every other place: whoever can reach the port can call the functions, so it is on the loopback interface and nowhere else. */
    private static final int ORDINAL = 1000;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue port = context.getValue(PORT);
        if (port == null || port.getValue() == null || port.getValue().isBlank()) {
            return List.of();
        }
        Map<String, String> settings = Map.of(
                "quarkus.http.host", "127.0.0.1",
                "orgrelay.dangerous-open-functions", "true");
        return List.of(new PropertiesConfigSource(settings, NAME, ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
