package dev.orgrelay.source;

import dev.orgrelay.mapping.Mapped;
import java.util.List;
import java.util.function.Function;

/** What a delivery turned out to be. */
public sealed interface DeliveryContent {

    /** One answer for each case. */
    <T> T match(Function<HandshakeAnswer, T> handshake, Function<List<Mapped>, T> messages);

    /** A handshake, with the answer that it asks for. */
    record Handshake(HandshakeAnswer answer) implements DeliveryContent {

        @Override
        public <T> T match(Function<HandshakeAnswer, T> handshake, Function<List<Mapped>, T> messages) {
            return handshake.apply(answer);
        }
    }

    /** Messages, with their meaning. */
    record Messages(List<Mapped> mapped) implements DeliveryContent {

        @Override
        public <T> T match(Function<HandshakeAnswer, T> handshake, Function<List<Mapped>, T> messages) {
            return messages.apply(mapped);
        }
    }
}
