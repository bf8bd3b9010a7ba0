package dev.orgrelay.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a storage account, which signs requests.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key">Authorize with Shared Key</a>
 */
final class SharedKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final String account;
    private final byte[] key;

    /** @throws IllegalArgumentException if {@code key} is not base64 */
    SharedKey(String account, String key) {
        this.account = account;
        this.key = Base64.getDecoder().decode(key);
        if (this.key.length == 0) {
            throw new IllegalArgumentException("an empty key");
        }
    }

    /**
     * The {@code Authorization} of a request to Table Storage (Shared Key Lite).
     *
     * @param date the value of {@code x-ms-date}
     * @param path as it is sent, encoded
     */
    String forTable(String date, String path) {
        return "SharedKeyLite " + account + ":" + sign(date + "\n/" + account + path);
    }

    /**
     * The {@code Authorization} of a request to Queue Storage (Shared Key).
     *
     * @param headers all whose names begin with {@code x-ms-}
     * @param path as it is sent, encoded
     * @param query its parameters, decoded
     */
    String forQueue(
            String method,
            int length,
            String mediaType,
            Map<String, String> headers,
            String path,
            Map<String, String> query) {
        String text = Stream.of(
                        method,
                        "", // Content-Encoding
                        "", // Content-Language
                        length == 0 ? "" : Integer.toString(length),
                        "", // Content-MD5
                        mediaType,
                        "", // Date, in whose place is x-ms-date
                        "", // If-Modified-Since
                        "", // If-Match
                        "", // If-None-Match
                        "", // If-Unmodified-Since
                        "" // Range
                        )
                .collect(Collectors.joining("\n", "", "\n"));
        return "SharedKey " + account + ":" + sign(text + lines(headers) + "/" + account + path + parameters(query));
    }

    private static String lines(Map<String, String> headers) {
        return sorted(headers).entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String parameters(Map<String, String> query) {
        return sorted(query).entrySet().stream()
                .map(parameter -> "\n" + parameter.getKey() + ":" + parameter.getValue())
                .collect(Collectors.joining());
    }

    private static Map<String, String> sorted(Map<String, String> values) {
        Map<String, String> sorted = new TreeMap<>();
        values.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value));
        return sorted;
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "key of " + account;
    }
}
