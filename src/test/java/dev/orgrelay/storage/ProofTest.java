package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Who Org Relay says it is towards a storage account. */
@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class ProofTest {

    private static final TableEntity.Id ID = new TableEntity.Id("default", "seattle");

    @Test
    void aSharedAccessSignatureIsEnough() throws Exception {
        String endpoint =
                "http://127.0.0.1:" + AzuriteProfile.Resource.azurite().tablePort() + "/devstoreaccount1";
        Table table = table("TableEndpoint=" + endpoint + ";SharedAccessSignature=" + signature());

        table.put(ID, JsonNodeFactory.instance.objectNode().put("A", "b"))
                .await()
                .indefinitely();

        assertThat(table.get(ID).await().indefinitely())
                .map(row -> row.properties().path("A").asText())
                .contains("b");
        assertThat(table.query(Map.of("$top", "1")).await().indefinitely().properties())
                .hasSize(1);
    }

    @Test
    void aWrongKeyIsRefusedAndNotShown() {
        String wrong = AzuriteProfile.Resource.azurite().connectionString().replace("AccountKey=E", "AccountKey=F");

        assertThatThrownBy(() -> table(wrong).get(ID).await().indefinitely())
                .isInstanceOf(StorageException.class)
                .hasMessageMatching("Azure Storage at \\S+ answered 403.*")
                .hasMessageNotContaining("SharedKey");
    }

    private static Table table(String connectionString) {
        return ConfiguredStorage.of(Map.of("orgrelay.storage.connection-string", connectionString))
                .table("proof");
    }

    /** An account SAS; see the reference of that name. */
    private static String signature() throws Exception {
        List<String> fields = new ArrayList<>(List.of(
                "devstoreaccount1", "rwdlacu", "t", "sco", "", "2099-01-01T00:00:00Z", "", "http,https", "2019-02-02"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(Azurite.KEY), "HmacSHA256"));
        byte[] signed = mac.doFinal((String.join("\n", fields) + "\n").getBytes(StandardCharsets.UTF_8));
        return "sv=2019-02-02&ss=t&srt=sco&sp=rwdlacu&se=2099-01-01T00:00:00Z&spr=http,https&sig="
                + URLEncoder.encode(Base64.getEncoder().encodeToString(signed), StandardCharsets.UTF_8);
    }
}
