package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.central.ConfiguredApplications;
import dev.orgrelay.http.ConfiguredOperators;
import dev.orgrelay.identity.ConfiguredIdentity;
import dev.orgrelay.notice.ConfiguredNotices;
import dev.orgrelay.reconcile.ReconcileRules;
import dev.orgrelay.relay.TestOrder;
import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.storage.ConfiguredStorage;
import dev.orgrelay.storage.Storage;
import dev.orgrelay.telemetry.ConfiguredTelemetry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationCheckTest {

    private static final String URL = "orgrelay.applications.contoso.url";
    private static final String TOKEN = "orgrelay.applications.contoso.api-token";
    private static final Map<String, String> CONTOSO =
            Map.of(URL, "https://contoso.azureiotcentral.com", TOKEN, "SharedAccessSignature sr=1&sig=2&skn=3&se=4");

    @Test
    void aRightConfigurationStarts() {
        assertThatCode(() -> start(CONTOSO, source("contoso", "cloudevents"))).doesNotThrowAnyException();
    }

    @Test
    void anApplicationNeedNotBeNamedDefault() {
        assertThatCode(() -> start(CONTOSO, Map.of())).doesNotThrowAnyException();
    }

    @Test
    void aWrongConfigurationStopsTheStartWithOneLineForEachMistake() {
        Map<String, String> applications = Map.of(URL, "contoso", TOKEN, "hunter2");
        assertThatThrownBy(() -> start(applications, source("fabrikam", "form")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        wrong configuration:
                          orgrelay.applications.contoso.url = contoso: allowed is the URL of an application,\
                         like https://contoso.azureiotcentral.com, without a user and a query
                          orgrelay.applications.contoso.api-token = (not shown): allowed is a whole API token,\
                         SharedAccessSignature sr=...&sig=...&skn=...&se=...
                          orgrelay.sources.hr.format = form: it needs a mapping, set orgrelay.sources.hr.mapping-file
                          orgrelay.sources.hr.application = fabrikam: allowed are the configured applications, contoso""");
    }

    @Test
    void withoutAnyApplicationOneLineSaysSo() {
        assertThatThrownBy(() -> start(Map.of(), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        wrong configuration:
                          orgrelay.applications.default.url is not set: the URL of an IoT Central application,\
                         or orgrelay.sandbox.enabled=true to try things out""");
    }

    @Test
    void aLedgerThatCannotBeKeptStopsTheStart() {
        assertThatThrownBy(() -> start(CONTOSO, Map.of(), Map.of("orgrelay.ledger", "table")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\n  orgrelay.storage.connection-string is not set: allowed is ");
    }

    @Test
    void aSourceThatNeedsTheChangeQueueNeedsOneToBeThere() {
        Map<String, String> queued = Map.of(
                "orgrelay.sources.hr.application", "contoso",
                "orgrelay.sources.hr.delivery", "queue",
                "orgrelay.sources.hr.authentication.scheme", "dangerous-none");

        assertThatThrownBy(() -> start(CONTOSO, queued))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        wrong configuration:
                          orgrelay.sources.hr.delivery = queue: there is no change queue, set\
                         orgrelay.storage.connection-string to a storage account, or use direct""");
        assertThatCode(() -> start(
                        CONTOSO, queued, Map.of("orgrelay.storage.connection-string", "UseDevelopmentStorage=true")))
                .doesNotThrowAnyException();
    }

    private static void start(Map<String, String> applications, Map<String, String> sources) {
        start(applications, sources, Map.of());
    }

    private static void start(
            Map<String, String> applications, Map<String, String> sources, Map<String, String> settings) {
        Storage storage = ConfiguredStorage.of(settings);
        new ConfigurationCheck()
                .check(
                        new StartupEvent(),
                        new SmallRyeConfigBuilder().build(),
                        ConfiguredIdentity.of(Map.of()),
                        ConfiguredApplications.of(applications),
                        ConfiguredSources.of(sources),
                        storage,
                        ConfiguredStorage.queue(storage),
                        TestOrder.settings(),
                        ReconcileRules.of(Map.of()),
                        ConfiguredTelemetry.of(Map.of()),
                        ConfiguredOperators.of(Map.of()),
                        ConfiguredNotices.of(Map.of()));
    }

    private static Map<String, String> source(String application, String format) {
        return Map.of(
                "orgrelay.sources.hr.application",
                application,
                "orgrelay.sources.hr.format",
                format,
                "orgrelay.sources.hr.authentication.scheme",
                "dangerous-none");
    }
}
