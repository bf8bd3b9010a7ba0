package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class ByteArrayReaderTest {

    private static final byte[] BODY = {1, 2, 3};

    @Test
    void anAnswerIsReadWhole() throws IOException {
        assertThat(read(new ByteArrayInputStream(BODY))).containsExactly(BODY);
        assertThat(read(InputStream.nullInputStream())).isEmpty();
    }

    @Test
    void anAnswerThatIsNotAllThereIsNotCutOff() {
        InputStream inParts = new SequenceInputStream(new ByteArrayInputStream(BODY), new ByteArrayInputStream(BODY));

        assertThatThrownBy(() -> read(inParts)).isInstanceOf(IOException.class);
    }

    private static byte[] read(InputStream body) throws IOException {
        return new ByteArrayReader()
                .readFrom(
                        byte[].class,
                        byte[].class,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        body);
    }
}
