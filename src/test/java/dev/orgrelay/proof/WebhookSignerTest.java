package dev.orgrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orgrelay.configuration.Mistakes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is sent is signed as Standard Webhooks asks for. */
class WebhookSignerTest {

    private static final Path COLLECTED = Path.of("..", "shared", "events", "signatures.json");

    private static final String NEW = "whsec_ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=";
    private static final String OLD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    private static final Instant NOW = Instant.ofEpochSecond(1_795_435_200);
    private static final byte[] BODY =
            "{\"type\":\"dev.orgrelay.test\",\"data\":{\"detail\":\"Büro\"}}".getBytes(StandardCharsets.UTF_8);

    @Test
    void everySecretSigns() {
        assertThat(signer(NEW, OLD).headers("n-1", NOW, BODY))
                .isEqualTo(
                        Map.of(
                                "webhook-id", "n-1",
                                "webhook-timestamp", "1795435200",
                                "webhook-signature",
                                        "v1,uRREoC2exDx09abNs9T+c1eoOHix0DwWT7HjaTpI0d4= v1,lW3EsVzc3kSz/ZZZw5dYkdQ+WZr9gOX6Ssb55YBw2kA="));
    }

    @Test
    void aReceiverBelievesWhatIsSigned() {
        Map<String, String> headers = signer(NEW, OLD).headers("n-1", NOW, BODY);

        for (String secret : List.of(NEW, OLD)) {
            Request request =
                    Request.post(new String(BODY, StandardCharsets.UTF_8)).headers(headers);
            Proof proof = ConfiguredAuthentication.of(
                            Map.of("scheme", "standard-webhooks"), List.of(secret), Clock.fixed(NOW, ZoneOffset.UTC))
                    .verify(request.delivery());
            assertThat(proof.messageId()).contains("n-1");
        }
    }

    @Test
    void secretsThatAreNoneAreMistakesAndNotShown() {
        assertThat(mistakes()).singleElement().asString().startsWith("orgrelay.notices.secrets is not set: allowed");
        assertThat(mistakes("whsec_c2hvcnQ=", "whsec_no base64", NEW))
                .containsExactly(
                        "orgrelay.notices.secrets = (number 1 of 3, not shown): must have 24 to 64 bytes, decoded",
                        "orgrelay.notices.secrets = (number 2 of 3, not shown): must be written as base64, with or without whsec_");
        assertThat(mistakes("whsec_" + "QUFB".repeat(22))).hasSize(1);
        assertThat(mistakes("v1", NEW)).isEmpty();
    }

    /** The vectors of the reference library. */
    @TestFactory
    Stream<DynamicTest> collectedVectorsAreSignedRightToo() throws IOException {
        assumeTrue(Files.exists(COLLECTED), "no collection of vectors beside this project");
        JsonNode vectors = new ObjectMapper().readTree(COLLECTED.toFile()).path("vectors");
        return StreamSupport.stream(vectors.spliterator(), false)
                .filter(vector -> vector.path("scheme").asText().equals("standard-webhooks")
                        && vector.path("valid").asBoolean())
                .map(vector -> DynamicTest.dynamicTest(vector.path("id").asText(), () -> sign(vector)));
    }

    private static void sign(JsonNode vector) {
        List<String> secrets = new ArrayList<>();
        vector.path("secrets").forEach(secret -> secrets.add(secret.asText()));
        JsonNode headers = vector.path("headers");
        String signatures = signer(secrets.toArray(String[]::new))
                .headers(
                        headers.path("webhook-id").asText(),
                        Instant.ofEpochSecond(headers.path("webhook-timestamp").asLong()),
                        vector.path("body").asText().getBytes(StandardCharsets.UTF_8))
                .get("webhook-signature");

        assertThat(headers.path("webhook-signature").asText().split(" ")).containsAnyOf(signatures.split(" "));
    }

    private static List<String> mistakes(String... secrets) {
        Mistakes mistakes = Mistakes.below("orgrelay.notices");
        WebhookSigner.of(List.of(secrets), mistakes);
        return mistakes.lines();
    }

    private static WebhookSigner signer(String... secrets) {
        Mistakes mistakes = Mistakes.below("orgrelay.notices");
        WebhookSigner signer = WebhookSigner.of(List.of(secrets), mistakes);
        assertThat(mistakes.lines()).isEmpty();
        return signer;
    }
}
