package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings as the shipped {@code application.properties} hand them on. */
class HostConnectionTest {

    private static final String HOST = "AzureWebJobsStorage__";

    private static final Map<String, String> HANDED_ON = Map.of(
            "orgrelay.ledger", "table",
            "orgrelay.storage.connection-string", "${AzureWebJobsStorage:}",
            "orgrelay.storage.account", "${AzureWebJobsStorage__accountName:}",
            "orgrelay.storage.table-endpoint", "${AzureWebJobsStorage__tableServiceUri:}",
            "orgrelay.storage.queue-endpoint", "${AzureWebJobsStorage__queueServiceUri:}",
            "orgrelay.storage.credential", "${AzureWebJobsStorage__credential:}",
            "orgrelay.storage.client-id",
                    "${AzureWebJobsStorage__clientId:}${AzureWebJobsStorage__managedIdentityResourceId:}");

    @Test
    void whatTheTemplateSetsIsUnderstood() {
        assertThat(mistakes(Map.of(
                        HOST + "accountName", "contoso",
                        HOST + "blobServiceUri", "https://contoso.blob.core.windows.net",
                        HOST + "tableServiceUri", "https://contoso.table.core.windows.net",
                        HOST + "queueServiceUri", "https://contoso.queue.core.windows.net",
                        HOST + "credential", "managedidentity",
                        HOST + "clientId", "7f1c")))
                .isEmpty();
        assertThat(mistakes(Map.of("AZUREWEBJOBSSTORAGE__ACCOUNTNAME", "contoso", HOST + "accountName", "contoso")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AzureWebJobsStorage__tenantId",
                "AzureWebJobsStorage__clientSecret",
                "AzureWebJobsStorage__certificate",
                "AzureWebJobsStorage__managedIdentityObjectId",
                "AzureWebJobsStorage__serviceUri",
                "AzureWebJobsStorage:clientSecret",
                "azurewebjobsstorage__anything"
            })
    void whatIsNotUsedStopsTheStartAndIsNotShown(String part) {
        assertThat(mistakes(Map.of(HOST + "accountName", "contoso", part, "hunter2")))
                .singleElement()
                .asString()
                .startsWith(part + " = (not shown): Org Relay does not use this part of the connection")
                .contains("accountName, clientId, credential")
                .doesNotContain("hunter2");
    }

    @Test
    void aPartInOtherLettersIsToldHowItIsWritten() {
        assertThat(mistakes(Map.of(HOST + "accountName", "contoso", HOST + "ClientID", "7f1c")))
                .containsExactly(HOST + "ClientID = (not shown): here it is written " + HOST + "clientId");
    }

    @Test
    void aPlaceOfBlobsAloneIsNoPlaceOfTables() {
        assertThat(mistakes(Map.of(HOST + "blobServiceUri", "https://contoso.blob.core.windows.net")))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                HOST + "blobServiceUri is set: it says where blobs are, but not tables and queues"));
    }

    @Test
    void anotherCredentialThanAnIdentityIsAMistake() {
        assertThat(mistakes(Map.of(HOST + "accountName", "contoso", HOST + "credential", "workloadidentity")))
                .containsExactly("orgrelay.storage.credential = workloadidentity: allowed is managedidentity");
    }

    @Test
    void whatBelongsToAnotherAccountIsNoneOfItsConcern() {
        Map<String, String> secret = Map.of(HOST + "accountName", "hosts", HOST + "clientSecret", "hunter2");
        assertThat(mistakes(with(secret, "orgrelay.storage.account", "contoso")))
                .isEmpty();
        assertThat(mistakes(with(secret, "AzureWebJobsStorage", "UseDevelopmentStorage=true")))
                .isEmpty();
        assertThat(mistakes(with(secret, "orgrelay.ledger", "memory"))).isEmpty();
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }

    private static List<String> mistakes(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(HANDED_ON);
        all.putAll(settings);
        return ConfiguredStorage.of(all).mistakes();
    }
}
