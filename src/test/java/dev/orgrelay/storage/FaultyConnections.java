package dev.orgrelay.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server that fails as it is told to, and counts requests. */
public final class FaultyConnections implements AutoCloseable {

    /** What becomes of what is sent. */
    public enum Fault {
        /** It arrives, and the answer comes back. */
        NONE,
        /** The connection is closed. */
        RESET,
        /** Nothing ever comes back. */
        SILENCE,
        /** Something comes back that is no answer of a storage service. */
        GARBAGE,
        /** It arrives and is carried out; the answer is lost. */
        LOST_ANSWER
    }

    private static final byte[] NONSENSE = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: W/\"1\"\r\n"
                    + "Content-Length: 9\r\n\r\nnonsense!")
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    public FaultyConnections(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on; connections that are open are closed, unless nothing changes. */
    public void fault(Fault next) {
        if (fault != next) {
            fault = next;
            open.forEach(FaultyConnections::close);
        }
    }

    /** How many requests arrived so far. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(FaultyConnections::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                run(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        Fault current = fault;
        try (client) {
            switch (current) {
                case RESET -> client.setSoLinger(true, 0);
                case SILENCE -> swallow(client.getInputStream());
                case GARBAGE -> babble(client);
                default -> passOn(client, current);
            }
        } catch (IOException e) {
            // one of both has gone
        } finally {
            open.remove(client);
        }
    }

    private void passOn(Socket client, Fault current) throws IOException {
        try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(upstream);
            run(() -> copy(upstream, client, current == Fault.LOST_ANSWER));
            InputStream from = client.getInputStream();
            OutputStream to = upstream.getOutputStream();
            byte[] piece = new byte[65536];
            for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
                requests.addAndGet(requestLines(piece, length));
                to.write(piece, 0, length);
            }
            open.remove(upstream);
        }
    }

    private static int requestLines(byte[] piece, int length) {
        String text = new String(piece, 0, length, StandardCharsets.ISO_8859_1);
        return text.split(" HTTP/1.1\r\n", -1).length - 1;
    }

    private static void copy(Socket from, Socket to, boolean isLost) {
        try (from;
                to) {
            if (isLost) {
                from.getInputStream().read();
            } else {
                from.getInputStream().transferTo(to.getOutputStream());
            }
        } catch (IOException e) {
            // one of both has gone
        }
    }

    private static void babble(Socket client) throws IOException {
        byte[] piece = new byte[65536];
        while (client.getInputStream().read(piece) >= 0) {
            client.getOutputStream().write(NONSENSE);
        }
    }

    private static void swallow(InputStream from) throws IOException {
        from.transferTo(OutputStream.nullOutputStream());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed all the same
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "faulty-connection");
        thread.setDaemon(true);
        thread.start();
    }
}
