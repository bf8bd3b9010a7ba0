package dev.orgrelay.proof;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One part of the text that is signed. */
sealed interface Part permits Placeholder, Part.Literal, Part.Value {

    /** Hands the part's bytes on, in pieces where that saves a copy of the body. */
    void write(Evidence evidence, byte[] key, Consumer<byte[]> sink);

    /** The same in every request. */
    record Literal(String text) implements Part {

        @Override
        public void write(Evidence evidence, byte[] key, Consumer<byte[]> sink) {
            sink.accept(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A header, query parameter or field, exactly as sent. */
    record Value(Location location) implements Part {

        @Override
        public void write(Evidence evidence, byte[] key, Consumer<byte[]> sink) {
            sink.accept(evidence.require("signed", location).getBytes(StandardCharsets.UTF_8));
        }
    }
}
