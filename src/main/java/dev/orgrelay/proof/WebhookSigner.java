package dev.orgrelay.proof;

import dev.orgrelay.configuration.Mistakes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs what this program sends itself, as <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 * asks for: with every secret, so that a receiver can change its own whenever it likes. Safe for any number of threads.
 */
public final class WebhookSigner {

    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final KeyFormat FORMAT = new KeyFormat(Encoding.BASE64, Optional.of(PREFIX), 1, Integer.MAX_VALUE);
    private static final String ALLOWED = FEWEST_BYTES + " to " + MOST_BYTES + " bytes";

    private final List<HmacKey> keys;

    private WebhookSigner(List<HmacKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** @param mistakes those with the setting {@code secrets}, which these are of */
    public static WebhookSigner of(List<String> secrets, Mistakes mistakes) {
        if (secrets.isEmpty()) {
            mistakes.addMissing("secrets", "allowed are " + PREFIX + " and " + ALLOWED + " in base64, one or several");
        }
        List<HmacKey> keys = new ArrayList<>();
        for (Secret secret : Secret.numbered(secrets)) {
            for (Key key : FORMAT.keys(List.of(secret), Algorithm.HMAC_SHA256, mistakes)) {
                keys.add((HmacKey) key);
                boolean isOfRightSize = key.length() >= FEWEST_BYTES && key.length() <= MOST_BYTES;
                mistakes.require(isOfRightSize, "secrets", secret, "must have " + ALLOWED + ", decoded");
            }
        }
        return new WebhookSigner(keys);
    }

    /**
     * The headers that go with {@code body}.
     *
     * @param id the same whenever the message is sent again
     * @param at when it is sent this time
     */
    public Map<String, String> headers(String id, Instant at, byte[] body) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        String signatures = keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(key.sign(head, body)))
                .collect(Collectors.joining(" "));
        return Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signatures);
    }
}
