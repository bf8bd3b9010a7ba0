package dev.orgrelay.http;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that sends what no HTTP client would. */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;

    public RawConnection() throws IOException {
        this(RestAssured.port);
    }

    public RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** @param head lines of a request, without those that each has */
    public static String head(String... head) {
        return String.join("\r\n", head) + "\r\nHost: relay.example\r\n\r\n";
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        return send(bytes, bytes.length);
    }

    /** @param count how many of {@code bytes} */
    public RawConnection send(byte[] bytes, int count) throws IOException {
        socket.getOutputStream().write(bytes, 0, count);
        socket.getOutputStream().flush();
        return this;
    }

    /** The status of the next answer, or 0 if the connection is closed instead. */
    public int status() throws IOException {
        String line =
                new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        return line.isEmpty() ? 0 : Integer.parseInt(line.substring(9));
    }

    /** Whether there is something to read. */
    public boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** All that comes until the other side closes the connection. */
    public String rest() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder rest = new StringBuilder();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                rest.append((char) octet);
            }
        } catch (java.net.SocketException reset) {
            // it was closed while something was still on its way to it
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
