package dev.orgrelay.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A CloudEvent about an organization of its own, signed like the preset {@code github} wants it. */
record SignedEvent(byte[] body, String signature) {

    static final String SECRET = "secret of the benchmark";
    static final String SIGNATURE_HEADER = "X-Hub-Signature-256";

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    static SignedEvent number(long number) {
        String text = """
                {"specversion":"1.0","id":"event-%d","source":"/bench","type":"bench.organization.created","time":"%s",\
                "datacontenttype":"application/json","data":{"id":"org-%d","displayName":"Organization %d"}}""".formatted(number, FIRST.plusSeconds(number), number, number);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new SignedEvent(body, "sha256=" + HexFormat.of().formatHex(hmac(body)));
    }

    private static byte[] hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
