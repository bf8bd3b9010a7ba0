package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Optional;

/** The port of the server: Quarkus's own setting, but made of variables that a platform sets for this program. */
final class ServerPort {

    private static final String KEY = "quarkus.http.port";
    private static final int HIGHEST = 65_535;
    private static final String DEFAULT = "8080";

    private ServerPort() {}

    static void check(ConfigSourceInterceptorContext context, Mistakes mistakes) {
        ConfigValue port = context.proceed(KEY);
        if (port != null && port.getValue() != null && !isPort(port.getValue().strip())) {
            mistakes.addHidden(
                    KEY,
                    Optional.of(DEFAULT),
                    KEY + " = " + Text.shorten(port.getValue()) + ": allowed are 0 to " + HIGHEST
                            + ", here as well as in FUNCTIONS_CUSTOMHANDLER_PORT and PORT");
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= HIGHEST;
    }
}
