package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountSettingsTest {

    private static final String KEY = "aHVudGVyMg==";
    private static final String CONNECTION = "orgrelay.storage.connection-string";

    @Test
    void theWholeConnectionStringOfThePortal() {
        Account account = connection("DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=" + KEY
                + ";EndpointSuffix=core.windows.net");

        assertThat(account.tables()).contains(URI.create("https://contoso.table.core.windows.net"));
        assertThat(account.queues()).contains(URI.create("https://contoso.queue.core.windows.net"));
        assertThat(account.proof()).isInstanceOf(Account.Proof.Key.class);
    }

    @Test
    void anotherCloudHasAnotherSuffix() {
        assertThat(connection("AccountName=contoso;AccountKey=" + KEY + ";EndpointSuffix=core.chinacloudapi.cn")
                        .tables())
                .contains(URI.create("https://contoso.table.core.chinacloudapi.cn"));
    }

    @Test
    void endpointsThatAreGivenCountMoreThanTheName() {
        Account account = connection("AccountName=contoso;AccountKey=" + KEY
                + ";TableEndpoint=http://127.0.0.1:1/contoso/;QueueEndpoint=http://127.0.0.1:2/contoso");

        assertThat(account.tables()).contains(URI.create("http://127.0.0.1:1/contoso"));
        assertThat(account.queues()).contains(URI.create("http://127.0.0.1:2/contoso"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UseDevelopmentStorage=true", "usedevelopmentstorage=True;"})
    void developmentStorageIsAzuriteOnItsUsualPorts(String text) {
        Account account = connection(text);

        assertThat(account.tables()).contains(URI.create("http://127.0.0.1:10002/devstoreaccount1"));
        assertThat(account.queues()).contains(URI.create("http://127.0.0.1:10001/devstoreaccount1"));
        assertThat(((Account.Proof.Key) account.proof()).key()).hasToString("key of devstoreaccount1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://azurite, http://azurite",
        "http://azurite:10000/, http://azurite",
        "https://[::1]:1, https://[::1]",
        "HTTP://ipv4.fiddler, HTTP://ipv4.fiddler"
    })
    void developmentStorageMayBeOnAnotherMachine(String proxy, String host) {
        Account account = connection("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=" + proxy);

        assertThat(account.tables()).contains(URI.create(host + ":10002/devstoreaccount1"));
        assertThat(account.queues()).contains(URI.create(host + ":10001/devstoreaccount1"));
    }

    @Test
    void aSharedAccessSignatureNeedsNoKey() {
        Account account = connection("TableEndpoint=https://contoso.table.core.windows.net;"
                + "SharedAccessSignature=?sv=2022-11-02&ss=tq&sig=a%2Bb%3D");

        assertThat(account.proof()).isEqualTo(new Account.Proof.Signature("sv=2022-11-02&ss=tq&sig=a%2Bb%3D"));
        assertThat(account.queues()).isEmpty();
    }

    @Test
    void anAccountWithoutAConnectionStringIsUsedByIdentity() {
        Account account = ConfiguredStorage.account(Map.of(
                "orgrelay.storage.account", "contoso",
                "orgrelay.storage.queue-endpoint", "https://contoso.queue.core.usgovcloudapi.net/",
                "orgrelay.storage.credential", "managedidentity",
                "orgrelay.storage.client-id", "7f1c"));

        assertThat(account.tables()).contains(URI.create("https://contoso.table.core.windows.net"));
        assertThat(account.queues()).contains(URI.create("https://contoso.queue.core.usgovcloudapi.net"));
        assertThat(account.proof()).isEqualTo(new Account.Proof.Identity(Optional.of("7f1c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"managedidentity", "managedIdentity", "ManagedIdentity", " MANAGEDIDENTITY "})
    void theCredentialIsWrittenInAnyCase(String credential) {
        assertThat(ConfiguredStorage.account(Map.of(
                                "orgrelay.storage.account",
                                "contoso",
                                "orgrelay.storage.credential",
                                credential,
                                "orgrelay.storage.client-id",
                                "/subscriptions/1/userAssignedIdentities/relay"))
                        .proof())
                .isEqualTo(new Account.Proof.Identity(Optional.of("/subscriptions/1/userAssignedIdentities/relay")));
    }

    @Test
    void mistakesAreNamedAndSecretsAreNot() {
        mistake(Map.of(), "orgrelay.storage.connection-string is not set");
        mistake(
                Map.of(CONNECTION, "hunter2"),
                CONNECTION + " = (not shown): a part between semicolons is no name=value");
        mistake(Map.of(CONNECTION, "AccountName=contoso"), "neither a key nor a signature");
        mistake(Map.of(CONNECTION, "AccountName=contoso;AccountKey=hunter-2"), "AccountKey is not base64");
        mistake(
                Map.of(CONNECTION, "AccountName=a;AccountKey=" + KEY + ";TableEndpoint=contoso?hunter2"),
                "orgrelay.storage.table-endpoint = contoso…: allowed is a URL");
        mistake(
                Map.of("orgrelay.storage.account", "Contoso"),
                "orgrelay.storage.account = Contoso: allowed are 3 to 24");
        mistake(
                Map.of("orgrelay.storage.account", "contoso", "orgrelay.storage.credential", "password"),
                "orgrelay.storage.credential = password: allowed is managedidentity");
        mistake(
                Map.of("orgrelay.storage.account", "contoso", "orgrelay.storage.client-id", "7f1c/subscriptions/1"),
                "orgrelay.storage.client-id = 7f1c/subscriptions/1: allowed is the client id");
        mistake(
                Map.of(CONNECTION, "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=azurite"),
                CONNECTION + " = (not shown): DevelopmentStorageProxyUri is no address like http://azurite");
    }

    @Test
    void keysAndTokensDoNotLeaveInPlainHttp() {
        String plain = "http://10.1.2.3/x: allowed is https, or http to this machine";
        String table = ";TableEndpoint=http://10.1.2.3/x";
        mistake(Map.of(CONNECTION, "AccountName=a;AccountKey=" + KEY + table), plain);
        mistake(Map.of(CONNECTION, "SharedAccessSignature=sig=hunter2" + table), plain);
        mistake(
                Map.of(CONNECTION, "DefaultEndpointsProtocol=http;AccountName=contoso;AccountKey=" + KEY),
                "table-endpoint = http://contoso.table.core.windows.net: allowed is https");
        mistake(
                Map.of("orgrelay.storage.account", "contoso", "orgrelay.storage.queue-endpoint", "http://10.1.2.3/x"),
                plain);
        mistake(
                Map.of("orgrelay.storage.table-endpoint", "https://me:hunter2@contoso.example"),
                "table-endpoint = https://…@contoso.example: allowed is a URL");
        assertThat(ConfiguredStorage.account(Map.of(
                                CONNECTION,
                                "AccountName=a;AccountKey=" + KEY + table,
                                "orgrelay.storage.dangerous-plain-http",
                                "true"))
                        .tables())
                .contains(URI.create("http://10.1.2.3/x"));
    }

    @Test
    void azuriteMayBeOnAnyMachineBecauseItsKeyIsNoSecret() {
        String azurite = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
        assertThat(connection("AccountName=devstoreaccount1;AccountKey=" + azurite
                                + ";TableEndpoint=http://azurite:10002/devstoreaccount1")
                        .tables())
                .contains(URI.create("http://azurite:10002/devstoreaccount1"));
    }

    private static void mistake(Map<String, String> properties, String message) {
        assertThatThrownBy(() -> ConfiguredStorage.account(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter");
    }

    private static Account connection(String text) {
        return ConfiguredStorage.account(Map.of(CONNECTION, text));
    }
}
