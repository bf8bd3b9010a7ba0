package dev.orgrelay.central;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads the body of an answer, all of which is in memory already; the client's own reader takes 8 KiB for the smallest one, to find out where it ends. */
final class ByteArrayReader implements MessageBodyReader<byte[]> {

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == byte[].class;
    }

    @Override
    public byte[] readFrom(
            Class<byte[]> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] whole = body.readNBytes(body.available());
        if (body.read() >= 0) {
            throw new IOException("there is more of the answer than was in memory");
        }
        return whole;
    }
}
