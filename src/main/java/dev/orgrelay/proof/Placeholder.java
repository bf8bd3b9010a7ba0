package dev.orgrelay.proof;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The parts of a signed text that go by a name: {@code {body}}. */
enum Placeholder implements Part {
    /** The HTTP method in upper case. */
    METHOD((evidence, key) -> utf8(evidence.delivery().method())),
    /** The absolute URL with its query, as the sender addressed it. */
    URL((evidence, key) -> utf8(evidence.delivery().url())),
    TIMESTAMP((evidence, key) -> utf8(evidence.requireTimestamp())),
    ID((evidence, key) -> utf8(evidence.requireMessageId())),
    /** The raw body. */
    BODY((evidence, key) -> evidence.delivery().body()),
    /** The form parameters of the body, sorted, each as its name and then its value; nothing if the body is no form. */
    FORM((evidence, key) -> utf8(Form.sorted(evidence.delivery()))),
    /** The secret itself. */
    KEY((evidence, key) -> key);

    private final BiFunction<Evidence, byte[], byte[]> bytes;

    Placeholder(BiFunction<Evidence, byte[], byte[]> bytes) {
        this.bytes = bytes;
    }

    @Override
    public void write(Evidence evidence, byte[] key, Consumer<byte[]> sink) {
        sink.accept(bytes.apply(evidence, key));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
