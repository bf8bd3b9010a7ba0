package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nothing that anybody can send makes the intake answer with anything but what it promises. */
@QuarkusTest
class RandomMessagesTest {

    private static final int MESSAGES = Boolean.getBoolean("test.long") ? 5_000 : 1_500;
    private static final Set<Integer> PROMISED = Set.of(200, 202, 400, 401, 404, 405, 413, 415, 503);
    private static final long MOST_GROWTH = 64L * 1024 * 1024;

    @Test
    void everyAnswerIsOneOfThosePromisedAndMemoryStaysFlat() throws IOException {
        SandboxControl.reset();
        Random random = new Random(20261123);
        Map<Integer, Integer> statuses = new TreeMap<>();
        long before = 0;
        for (int i = 0; i < MESSAGES; i++) {
            RandomMessage message = RandomMessage.next(random);
            int status = post(message);
            assertThat(PROMISED).as("status of message %d: %s", i, message).contains(status);
            statuses.merge(status, 1, Integer::sum);
            if (i == MESSAGES / 5) {
                before = usedMemory();
            }
        }

        assertThat(usedMemory() - before).as("growth of memory").isLessThan(MOST_GROWTH);
        assertThat(statuses).as("the generator reaches the main answers").containsKeys(200, 400, 404, 415);
    }

    /** By a socket, because no HTTP client would send headers like these. */
    private static int post(RandomMessage message) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(message.head().getBytes(StandardCharsets.ISO_8859_1));
            out.write(message.body());
            out.flush();
            return status(socket.getInputStream());
        }
    }

    private static int status(InputStream in) throws IOException {
        String line = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.ISO_8859_1);
        assertThat(line).startsWith("HTTP/1.");
        return Integer.parseInt(line.substring(9));
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
