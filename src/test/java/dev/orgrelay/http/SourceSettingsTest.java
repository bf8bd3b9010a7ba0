package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.http.SettingsTable.Row;
import dev.orgrelay.organization.Effect;
import dev.orgrelay.proof.entra.OpenIdProvider;
import dev.orgrelay.proof.entra.SenderToken;
import dev.orgrelay.source.SourcesConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting of a source: what its sender hears, and what is called at the target and at the sender's own system. A dry run of each row changes nothing. */
@QuarkusTest
@TestProfile(SettingsTable.class)
class SourceSettingsTest {

    private static final RsaJsonWebKey KEY = SenderToken.newKey("key-1");
    private static final Pattern SIGNED = Pattern.compile("<(hex|base64|sha512|digest) ([^<>]*)>");
    private static final Set<String> CHANGES = Set.of("create", "update", "delete");
    private static SenderSystem sender;
    private static OpenIdProvider issuer;

    @BeforeAll
    static void begin() {
        sender = new SenderSystem(port(SettingsTable.SENDER_PORT));
        issuer = new OpenIdProvider(port(SettingsTable.ISSUER_PORT), KEY);
    }

    @AfterAll
    static void end() {
        sender.close();
        issuer.close();
    }

    static Stream<Row> rows() {
        return SettingsTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatASettingMeansIsHeardAndCalled(Row row) {
        SandboxControl.reset();
        if (row.method().equals("POST") && !row.isOperators()) {
            Response dry = send(row, "dryRun=true");
            assertThat(dry.statusCode()).isIn(200, row.status());
            Map<String, Integer> changes = calls(row);
            changes.keySet().retainAll(CHANGES);
            assertThat(changes).isEmpty();
        }
        sender.forget();
        SandboxControl.reset();

        Response answer = send(row, "");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(row.status());
        for (String part : row.answer().split(" and ")) {
            assertThat(answer.headers() + answer.asString() + kept(answer)).contains(part);
        }
        await().pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(calls(row)).isEqualTo(expected(row)));
    }

    /** So a setting that is added has to come into the table. */
    @Test
    void everySettingHasARow() {
        Set<String> settings = new TreeSet<>();
        ConfigClass.configClass(SourcesConfig.class, "orgrelay.sources").getProperties().keySet().stream()
                .map(key -> key.substring("orgrelay.sources.*.".length()).replaceAll("\\[\\*]|\\.\\*$", ""))
                .forEach(settings::add);
        assertThat(settings)
                .contains("preset", "lookup.headers", "authentication.entra.roles")
                .hasSizeGreaterThan(50);
        settings.removeAll(inTheTable());
        assertThat(settings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordOfASettingHasARow(String word) {
        assertThat(SettingsTable.rows()
                        .flatMap(row -> row.settings().entrySet().stream().map(Map.Entry::toString)))
                .contains(word);
    }

    static Stream<String> words() {
        return Stream.concat(
                Stream.of(Effect.values()).map(effect -> "operations=" + effect.word()),
                Stream.of(
                                "operations=update",
                                "handshake=event-grid,cloudevents,okta,microsoft-graph,slack,lark,hibob,github,greenhouse",
                                "format=json,form,text,cloudevents,event-grid",
                                "future=apply,defer,ignore",
                                "answer=report,scim",
                                "delivery=direct,queue",
                                "keep-messages=true,false",
                                "lookup.not-found=delete,ignore,refuse",
                                "snapshot.format=json,csv,ndjson",
                                "snapshot.paging=none,link-header,next-link,cursor,page-number",
                                "authentication.window=past,both",
                                "authentication.scheme=dangerous-none,header,query,bearer,github,hmac")
                        .flatMap(line ->
                                Stream.of(line.split("=")[1].split(",")).map(word -> line.split("=")[0] + "=" + word)));
    }

    /** The settings that rows are about, without the names in maps. */
    private static Set<String> inTheTable() {
        return SettingsTable.rows()
                .flatMap(row -> row.settings().keySet().stream())
                .map(key -> key.replaceAll("(headers|tenants|constants)\\..*", "$1"))
                .collect(Collectors.toSet());
    }

    private static Response send(Row row, String parameter) {
        String body =
                Stream.of("created", "upserted", "updated", "moved", "deleted").anyMatch(row.body()::equals)
                        ? event(row)
                        : row.body();
        String[] path = (row.isOperators() ? row.path() : "/api/events/" + row.name() + row.path()).split("\\?", 2);
        RequestSpecification request = given().urlEncodingEnabled(false);
        row.headers().forEach((name, value) -> request.header(name, filled(value, body)));
        if (!body.isEmpty()) {
            request.body(body);
            if (!row.headers().containsKey("content-type")) {
                request.contentType(body.equals(row.body()) ? "application/json" : "application/cloudevents+json");
            }
        }
        String query = Stream.of(path.length < 2 ? "" : filled(path[1], body), parameter)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return request.request(row.method(), path[0] + (query.isEmpty() ? "" : "?" + query));
    }

    private static String event(Row row) {
        String fields =
                switch (row.body()) {
                    case "deleted" -> "";
                    case "moved" -> ",\"parent\":null";
                    default -> ",\"displayName\":\"A\"";
                };
        return "{\"specversion\":\"1.0\",\"id\":\"" + row.name() + "\",\"source\":\"/table\",\"type\":\"organization."
                + row.body().replace("moved", "updated") + "\",\"data\":{\"id\":\"" + row.name() + "\"" + fields + "}}";
    }

    private static String filled(String value, String body) {
        long now = Instant.now().getEpochSecond();
        String text = value.replace("NOW", String.valueOf(now))
                .replace("OLD", String.valueOf(now - 600))
                .replace("AHEAD", String.valueOf(now + 600))
                .replace("SECRET", SettingsTable.SECRET)
                .replace(
                        "TOKEN",
                        value.contains("TOKEN") ? new SenderToken(issuer.url(), KEY, Instant.now()).text() : "");
        for (Matcher signed = SIGNED.matcher(text); signed.find(); signed = SIGNED.matcher(text)) {
            text = text.substring(0, signed.start())
                    + signature(signed.group(1), signed.group(2).replace("BODY", body))
                    + text.substring(signed.end());
        }
        return text;
    }

    private static String signature(String kind, String text) {
        try {
            byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (kind.equals("digest")) {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            }
            String algorithm = kind.equals("sha512") ? "HmacSHA512" : "HmacSHA256";
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(
                    SettingsTable.SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8), algorithm));
            byte[] signature = mac.doFinal(bytes);
            return kind.equals("base64")
                    ? Base64.getEncoder().encodeToString(signature)
                    : HexFormat.of().formatHex(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the dead letter, if there is one, holds its message. */
    private static String kept(Response answer) {
        if (!answer.asString().contains("\"deadLetter\"")) {
            return "";
        }
        String letter = given().get("/api/dead-letters/" + answer.jsonPath().getString("outcomes[0].deadLetter"))
                .asString();
        return letter.contains("\"message\"") ? " the message is kept" : " no message is kept";
    }

    private static Map<String, Integer> calls(Row row) {
        Map<String, Integer> calls = new TreeMap<>(SandboxControl.requests());
        calls.put("sender", sender.requests(row.name()));
        calls.values().removeIf(count -> count == 0);
        return calls;
    }

    private static Map<String, Integer> expected(Row row) {
        Map<String, Integer> calls = new TreeMap<>();
        Stream.of(row.calls().split(" +"))
                .filter(call -> !call.isEmpty())
                .map(call -> call.split("="))
                .forEach(call -> calls.put(call[0], Integer.parseInt(call[1])));
        return calls;
    }

    private static int port(String key) {
        return ConfigProvider.getConfig().getValue(key, Integer.class);
    }
}
