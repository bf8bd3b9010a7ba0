package dev.orgrelay;

import dev.orgrelay.central.Applications;
import dev.orgrelay.source.Sources;
import dev.orgrelay.telemetry.Telemetry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Stream;

/** Stops the start on a wrong configuration, with one line for each mistake: a relay that runs with a typing error loses events. */
final class ConfigurationCheck {

    void check(@Observes StartupEvent start, Applications applications, Sources sources, Telemetry telemetry) {
        List<String> mistakes = Stream.of(
                        applications.mistakes(),
                        sources.mistakes(),
                        sources.unknownApplications(applications.names()),
                        telemetry.mistakes())
                .flatMap(List::stream)
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException("wrong configuration:\n  " + String.join("\n  ", mistakes));
        }
    }
}
