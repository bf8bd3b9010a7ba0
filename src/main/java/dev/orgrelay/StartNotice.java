package dev.orgrelay;

import dev.orgrelay.azure.CustomHandlerSettings;
import dev.orgrelay.central.Applications;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.http.ConsoleMode;
import dev.orgrelay.http.OperatorAccess;
import dev.orgrelay.notice.NoticeSettings;
import dev.orgrelay.relay.ScheduledChanges;
import dev.orgrelay.source.SourceDescription;
import dev.orgrelay.source.Sources;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;

/** Says at the start, once the configuration is right, what this instance does: a few lines, the dangerous ones in capitals, and nothing secret. */
final class StartNotice {

    private static final Logger LOG = Logger.getLogger(StartNotice.class);
    private static final int AFTER_THE_CHECK = Interceptor.Priority.LIBRARY_AFTER;
    private static final String PREFIX = "orgrelay.";
    private static final String DANGEROUS = "dangerous-";

    /** Of the settings that are packaged; everything that a user sets is above. */
    private static final int OWN_ORDINAL = 250;

    void tell(
            @Observes @Priority(AFTER_THE_CHECK) StartupEvent start,
            Config config,
            Applications applications,
            Sources sources,
            ScheduledChanges scheduled,
            OperatorAccess operators,
            NoticeSettings notices) {
        List<String> lines = new ArrayList<>();
        lines.add("Org Relay " + value(config, "quarkus.application.version", "")
                + " takes events at /api/events/<source>");
        applications.names().forEach(name -> lines.add(application(config, name)));
        sources.descriptions().stream().map(SourceDescription::toString).forEach(lines::add);
        String ledger = value(config, "orgrelay.ledger", "memory");
        lines.add("ledger: " + ledger);
        lines.add(owned(ledger));
        lines.add("journal: " + value(config, "orgrelay.journal", "memory"));
        if (sources.deferWhatIsAhead()) {
            lines.add(
                    scheduled.isOpen()
                            ? "what takes effect later: kept in a table until then"
                            : "what takes effect later: answered with 503, because no storage account keeps it; set"
                                    + " orgrelay.storage.connection-string");
        }
        lines.add("operator paths: " + operators.summary());
        lines.add("console: " + console(config, operators.console()));
        notices.summary().ifPresent(lines::add);
        if (isTrue(value(config, "orgrelay.sandbox.enabled", "false"))) {
            lines.add("SANDBOX: what goes to /sandbox is remembered in memory and never reaches IoT Central;"
                    + " QUARKUS_PROFILE=demo lets everybody on this machine in");
        }
        lines.addAll(dangers(config));
        lines.add("to try it: " + example(config, sources));
        lines.forEach(LOG::info);
    }

    private static String owned(String ledger) {
        return "owned organizations: " + ledger
                + (ledger.equals("memory")
                        ? "; they end with this process, and sync-owned deletes nothing that was made before it"
                        : "");
    }

    private static String application(Config config, String name) {
        String key = "orgrelay.applications." + name + ".";
        return "application " + name + ": " + value(config, key + "url", "") + " with "
                + value(config, key + "credential", "api-token");
    }

    /** Of each setting that sounds dangerous, and of a source that takes whatever is sent, if somebody has set it. */
    private static List<String> dangers(Config config) {
        TreeSet<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        List<String> dangers = new ArrayList<>();
        for (String name : names) {
            String last = name.substring(name.lastIndexOf('.') + 1);
            String text = name.startsWith(PREFIX) ? value(config, name, "") : "";
            if (last.startsWith(DANGEROUS) && isTrue(text) && !isOwn(config.getConfigValue(name))) {
                dangers.add(capitals(last) + ": " + name + "=true");
            } else if (text.startsWith(DANGEROUS) && last.equals("scheme")) {
                dangers.add(capitals(text) + ": " + name + "=" + text);
            }
        }
        return dangers;
    }

    /** Set by this program for itself: with the sandbox, and under a Functions host, where only the host reaches the port. */
    private static boolean isOwn(ConfigValue value) {
        return value.getSourceOrdinal() <= OWN_ORDINAL
                || String.valueOf(value.getSourceName()).contains(CustomHandlerSettings.NAME);
    }

    private static String capitals(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static boolean isTrue(String text) {
        return Boolean.parseBoolean(text);
    }

    private static String console(Config config, ConsoleMode mode) {
        return mode == ConsoleMode.OFF ? "off" : Words.written(mode) + ", at " + here(config) + "/api/console/";
    }

    private static String here(Config config) {
        return "http://localhost:" + value(config, "quarkus.http.port", "8080");
    }

    /** What is answered with success: an event where everybody may send one. */
    private static String example(Config config, Sources sources) {
        String curl = "curl " + here(config);
        boolean isOpen = sources.descriptions().stream()
                .anyMatch(source ->
                        source.name().equals(Sources.DEFAULT) && source.scheme().startsWith(DANGEROUS));
        if (!isOpen) {
            return curl + "/api/health/ready";
        }
        return curl + "/api/events/default -H 'content-type: application/cloudevents+json' -d"
                + " '{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/try\",\"type\":\"organization.created\","
                + "\"data\":{\"id\":\"seattle\",\"displayName\":\"Seattle\"}}'";
    }

    private static String value(Config config, String name, String otherwise) {
        return config.getOptionalValue(name, String.class).orElse(otherwise);
    }
}
