package dev.orgrelay.proof;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/** How bytes are written as text (RFC 4648). */
enum Encoding {
    /** Upper or lower case. */
    HEX(HexFormat.of()::parseHex, HexFormat.of()::formatHex),
    /** With or without padding. */
    BASE64(Base64.getDecoder()::decode, Base64.getEncoder()::encodeToString),
    /** With or without padding. */
    BASE64URL(Base64.getUrlDecoder()::decode, Base64.getUrlEncoder()::encodeToString),
    /** The text itself. */
    UTF_8(text -> text.getBytes(StandardCharsets.UTF_8), bytes -> new String(bytes, StandardCharsets.UTF_8));

    private final Function<String, byte[]> decoder;
    private final Function<byte[], String> encoder;

    Encoding(Function<String, byte[]> decoder, Function<byte[], String> encoder) {
        this.decoder = decoder;
        this.encoder = encoder;
    }

    String encode(byte[] bytes) {
        return encoder.apply(bytes);
    }

    /** The bytes; empty if {@code text} is not written this way, or stands for no bytes at all. */
    Optional<byte[]> decode(String text) {
        try {
            return Optional.of(decoder.apply(text)).filter(bytes -> bytes.length > 0);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
