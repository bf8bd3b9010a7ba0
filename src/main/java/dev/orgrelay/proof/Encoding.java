package dev.orgrelay.proof;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/** How bytes are written as text (RFC 4648). */
enum Encoding {
    /** Upper or lower case. */
    HEX(HexFormat.of()::parseHex),
    /** With or without padding. */
    BASE64(Base64.getDecoder()::decode),
    /** With or without padding. */
    BASE64URL(Base64.getUrlDecoder()::decode),
    /** The text itself. */
    UTF_8(text -> text.getBytes(StandardCharsets.UTF_8));

    private final Function<String, byte[]> decoder;

    Encoding(Function<String, byte[]> decoder) {
        this.decoder = decoder;
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
