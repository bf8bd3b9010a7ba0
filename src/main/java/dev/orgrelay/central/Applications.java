package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.configuration.Mistakes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The configured applications by name. A client is made when it is first needed. */
@Singleton
public class Applications {

    /** The application that is meant where none is named. */
    public static final String DEFAULT = "default";

    private final Map<String, ApplicationConfig> configured;
    private final Connector connector;
    private final Map<String, Central> clients = new ConcurrentHashMap<>();

    Applications(ApplicationsConfig config, Connector connector) {
        this.configured = config.byName();
        this.connector = connector;
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        if (configured.isEmpty()) {
            return List.of("orgrelay.applications.default.url is not set:"
                    + " the URL of an IoT Central application, or orgrelay.sandbox.enabled=true to try things out");
        }
        Mistakes mistakes = Mistakes.below("orgrelay.applications");
        new TreeMap<>(configured).forEach((name, config) -> ApplicationMistakes.find(config, mistakes.in(name)));
        return mistakes.lines();
    }

    /** How long a request to each application may take at most, its connection included. */
    public Map<String, Duration> longestRequests() {
        Map<String, Duration> longest = new TreeMap<>();
        configured.forEach(
                (name, config) -> longest.put(name, config.connectTimeout().plus(config.responseTimeout())));
        return longest;
    }

    /** The names of all applications, in alphabetical order. */
    public Set<String> names() {
        return new TreeSet<>(configured.keySet());
    }

    /** The application of that name, if there is one. */
    public Optional<Central> named(String name) {
        return Optional.ofNullable(configured.get(name))
                .map(config -> clients.computeIfAbsent(name, n -> connector.connect(n, config)));
    }

    /** Whether the application of that name can be called at the moment, as far as earlier calls tell. No client is made for it. */
    public boolean isAvailable(String name) {
        return Optional.ofNullable(clients.get(name)).map(Central::isUsable).orElse(true);
    }
}
