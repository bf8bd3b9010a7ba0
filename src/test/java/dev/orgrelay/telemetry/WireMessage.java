package dev.orgrelay.telemetry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A message of Protocol Buffers, read without its schema: fields by number.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class WireMessage {

    private final Map<Integer, List<Object>> fields = new LinkedHashMap<>();

    private WireMessage() {}

    static WireMessage parse(byte[] bytes) {
        WireMessage message = new WireMessage();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            int tag = (int) varint(buffer);
            Object value =
                    switch (tag & 7) {
                        case 0 -> varint(buffer);
                        case 1 -> buffer.getLong();
                        case 2 -> block(buffer);
                        case 5 -> (long) buffer.getInt();
                        default -> throw new IllegalArgumentException("wire type " + (tag & 7));
                    };
            message.fields
                    .computeIfAbsent(tag >> 3, number -> new ArrayList<>())
                    .add(value);
        }
        return message;
    }

    boolean has(int field) {
        return fields.containsKey(field);
    }

    Stream<WireMessage> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream().map(value -> parse((byte[]) value));
    }

    byte[] bytes(int field) {
        return has(field) ? (byte[]) fields.get(field).get(0) : new byte[0];
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    long number(int field) {
        return has(field) ? (long) fields.get(field).get(0) : 0;
    }

    private static byte[] block(ByteBuffer buffer) {
        byte[] block = new byte[(int) varint(buffer)];
        buffer.get(block);
        return block;
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = buffer.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
