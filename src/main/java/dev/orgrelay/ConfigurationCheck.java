package dev.orgrelay;

import dev.orgrelay.central.Applications;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.source.Sources;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Stream;

/** Stops the start on a wrong configuration, with one line for each mistake: a relay that runs with a typing error loses events. */
final class ConfigurationCheck {

    void check(@Observes StartupEvent start, Applications applications, Sources sources, ChangeQueue queue) {
        List<String> mistakes = Stream.of(
                        applications.mistakes(),
                        sources.mistakes(),
                        sources.unknownApplications(applications.names()),
                        unservedBy(queue, sources))
                .flatMap(List::stream)
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException("wrong configuration:\n  " + String.join("\n  ", mistakes));
        }
    }

    private static List<String> unservedBy(ChangeQueue queue, Sources sources) {
        List<String> lines = sources.withoutQueue();
        return lines.isEmpty() || queue.isConfigured() ? List.of() : lines;
    }
}
