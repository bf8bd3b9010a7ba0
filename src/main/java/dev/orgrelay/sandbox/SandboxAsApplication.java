package dev.orgrelay.sandbox;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the sandbox the application {@code default} while it is enabled and nobody has configured an application.
 *
 * <p>That is all which the rest of the program learns of it: a URL and a token, as of any other application.
 */
public final class SandboxAsApplication implements ConfigSourceFactory {

    /** Below {@code application.properties} (250) and every place where people write settings. */
    static final int ORDINAL = 50;

    private static final String SWITCH = "orgrelay.sandbox.enabled";
    private static final String APPLICATIONS = "orgrelay.applications.";
    private static final String APPLICATIONS_IN_ENVIRONMENT = "ORGRELAY_APPLICATIONS_";
    private static final String URL = APPLICATIONS + "default.url";
    private static final String CREDENTIAL = APPLICATIONS + "default.credential";
    private static final String API_TOKEN = APPLICATIONS + "default.api-token";
    private static final Set<String> OWN = Set.of(URL, CREDENTIAL, API_TOKEN);

    /** Expires in the year 2100. */
    private static final String TOKEN = "SharedAccessSignature sr=sandbox&sig=sandbox&skn=sandbox&se=4102444800000";

    /** The words for true in SmallRye Config. */
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return isEnabled(context) && !hasApplication(context) ? List.of(source(context)) : List.of();
    }

    private static boolean isEnabled(ConfigSourceContext context) {
        return value(context, SWITCH)
                .filter(value -> TRUE.contains(value.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private static boolean hasApplication(ConfigSourceContext context) {
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            if (isOfApplication(name) && !isRecorded(context, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfApplication(String name) {
        return name.startsWith(APPLICATIONS) || name.startsWith(APPLICATIONS_IN_ENVIRONMENT);
    }

    /** The build asks this source too, and Quarkus records what it finds there as the weakest of all values at run time. */
    private static boolean isRecorded(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return OWN.contains(name) && value != null && value.getConfigSourceOrdinal() < ORDINAL;
    }

    private static ConfigSource source(ConfigSourceContext context) {
        Map<String, String> values = Map.of(
                URL,
                "http://127.0.0.1:" + port(context) + SandboxRoutes.ROOT,
                CREDENTIAL,
                "api-token",
                API_TOKEN,
                TOKEN);
        return new PropertiesConfigSource(values, "Org Relay sandbox", ORDINAL);
    }

    private static String port(ConfigSourceContext context) {
        return context.getProfiles().contains("test")
                ? value(context, "quarkus.http.test-port").orElse("8081")
                : value(context, "quarkus.http.port").orElse("8080");
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name)).map(ConfigValue::getValue);
    }
}
