package dev.orgrelay;

import dev.orgrelay.central.Applications;
import dev.orgrelay.configuration.KeyCheck;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.http.OperatorAccess;
import dev.orgrelay.identity.IdentitySettings;
import dev.orgrelay.notice.NoticeSettings;
import dev.orgrelay.reconcile.ReconcileSettings;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.OrderSettings;
import dev.orgrelay.source.Sources;
import dev.orgrelay.storage.Storage;
import dev.orgrelay.telemetry.Telemetry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Stops the start on a wrong configuration, with one line for each mistake: a relay that runs with a typing error loses events. */
final class ConfigurationCheck {

    void check(
            @Observes StartupEvent start,
            Config config,
            IdentitySettings identity,
            Applications applications,
            Sources sources,
            Storage storage,
            ChangeQueue queue,
            OrderSettings order,
            ReconcileSettings reconcile,
            Telemetry telemetry,
            OperatorAccess operators,
            NoticeSettings notices) {
        List<String> settings = KeyCheck.mistakes(config);
        Set<String> told = settings.stream().map(ConfigurationCheck::key).collect(Collectors.toSet());
        Stream<String> meanings = Stream.of(
                        identity.mistakes(),
                        applications.mistakes(),
                        sources.mistakes(),
                        sources.unknownApplications(applications.names()),
                        storage.mistakes(),
                        order.mistakes(),
                        queue(sources, queue),
                        sources.deferWhatIsAhead() ? storage.mistakesOfTables() : List.<String>of(),
                        reconcile.mistakes(),
                        telemetry.mistakes(),
                        operators.mistakes(),
                        notices.mistakes())
                .flatMap(List::stream)
                .filter(line -> !told.contains(key(line)))
                .distinct();
        List<String> mistakes = Stream.concat(settings.stream(), meanings).toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(Mistakes.message(mistakes));
        }
    }

    /** Of a queue that nobody uses, nothing needs to be right. */
    private static List<String> queue(Sources sources, ChangeQueue queue) {
        List<String> users = sources.withoutQueue();
        if (users.isEmpty()) {
            return List.of();
        }
        return queue.isConfigured() ? queue.mistakes() : users;
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf(' '));
    }
}
