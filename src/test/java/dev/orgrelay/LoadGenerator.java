package dev.orgrelay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Opens connections at a steady rate and sends what each can take, and asks for liveness all the while: all of it by one thread that never waits for any of them,
 * so that it leaves the processors to the program.
 *
 * <p>The probes go out at fixed times, each on a connection of its own as platforms ask, whether or not those before are answered. A probe takes from its time to
 * the first byte of its answer, so whatever delays it counts.
 */
final class LoadGenerator implements AutoCloseable {

    /** A request that may be left unfinished. */
    record Request(String head, int bodyBytes) {}

    private static final long PROBE_EVERY = Duration.ofMillis(5).toNanos();
    private static final long LONGEST_PROBE = Duration.ofSeconds(15).toNanos();

    /** So that one does not keep the others waiting, in bytes. */
    private static final int MOST_AT_ONCE = 64 * 1024;

    private static final byte[] PROBE =
            "GET /q/health/live HTTP/1.1\r\nHost: relay.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final String ALIVE = "HTTP/1.1 200";

    private final InetSocketAddress address;
    private final ByteBuffer body;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocateDirect(64 * 1024);
    private final List<Connection> connections = new ArrayList<>();
    private int unsent;
    private int unanswered;
    private long nextProbe;

    /** @param body what the bodies of requests begin with */
    LoadGenerator(int port, byte[] body) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        // on no heap, or each write would copy all that is left
        this.body = ByteBuffer.allocateDirect(body.length).put(body).flip();
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends {@code requests}, so many a second, until all of them are sent or refused. */
    Latencies send(List<Request> requests, int perSecond) {
        long start = System.nanoTime();
        long interval = Duration.ofSeconds(1).toNanos() / perSecond;
        List<Request> left = new ArrayList<>(requests);
        return probeWhile(() -> {
            while (!left.isEmpty() && (System.nanoTime() - start) / interval >= requests.size() - left.size()) {
                open(left.remove(left.size() - 1));
            }
            return !left.isEmpty() || unsent > 0;
        });
    }

    /** Nothing more, for a while. */
    Latencies probe(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return probeWhile(() -> System.nanoTime() < end);
    }

    private Latencies probeWhile(BooleanSupplier isGoingOn) {
        Latencies latencies = new Latencies();
        nextProbe = System.nanoTime();
        while (isGoingOn.getAsBoolean()) {
            for (; System.nanoTime() >= nextProbe; nextProbe += PROBE_EVERY) {
                unanswered++;
                connect(new Connection(ByteBuffer.wrap(PROBE), ByteBuffer.allocate(0), latencies, nextProbe));
            }
            turn();
        }
        while (unanswered > 0) {
            turn();
            if (System.nanoTime() - nextProbe > LONGEST_PROBE) {
                throw new AssertionError(unanswered + " liveness probes are not answered");
            }
        }
        return latencies;
    }

    private void open(Request request) {
        unsent++;
        ByteBuffer head = ByteBuffer.wrap(request.head().getBytes(StandardCharsets.US_ASCII));
        Connection connection = new Connection(head, body.duplicate().limit(request.bodyBytes()), null, 0);
        connections.add(connection);
        connect(connection);
    }

    private void connect(Connection connection) {
        try {
            connection.channel = SocketChannel.open();
            connection.channel.configureBlocking(false);
            boolean isConnected = connection.channel.connect(address);
            connection.channel.register(
                    selector, isConnected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What can be done within a millisecond. */
    private void turn() {
        try {
            selector.select(key -> ((Connection) key.attachment()).proceed(key), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    /** One connection, a probe's if its latency counts. */
    private final class Connection {

        private final ByteBuffer head;
        private final ByteBuffer rest;
        private final Latencies latencies;
        private final long due;
        private SocketChannel channel;
        private boolean isSent;

        Connection(ByteBuffer head, ByteBuffer rest, Latencies latencies, long due) {
            this.head = head;
            this.rest = rest;
            this.latencies = latencies;
            this.due = due;
        }

        private void proceed(SelectionKey key) {
            try {
                if (key.isConnectable() && channel.finishConnect()) {
                    key.interestOps(SelectionKey.OP_WRITE);
                } else if (key.isWritable()) {
                    write(key);
                }
                if (key.isReadable()) {
                    read();
                }
            } catch (IOException closed) {
                end(""); // a sender has to expect that, a probe has not
            }
        }

        private void write(SelectionKey key) throws IOException {
            if (head.hasRemaining()) {
                channel.write(head);
            } else {
                int end = rest.limit();
                channel.write(rest.limit(Math.min(end, rest.position() + MOST_AT_ONCE)));
                rest.limit(end);
            }
            boolean isDone = !head.hasRemaining() && !rest.hasRemaining();
            key.interestOps(isDone ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            if (isDone) {
                sent();
            }
        }

        private void read() throws IOException {
            int count = channel.read(received.clear());
            if (count < 0 || latencies != null) {
                end(StandardCharsets.US_ASCII.decode(received.flip()).toString());
            }
        }

        private void end(String answer) {
            sent();
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (latencies != null) {
                unanswered--;
                latencies.add(System.nanoTime() - due);
                if (!answer.startsWith(ALIVE)) {
                    throw new AssertionError("a liveness probe is answered '" + answer + "'");
                }
            }
        }

        private void sent() {
            if (latencies == null && !isSent) {
                isSent = true;
                unsent--;
            }
        }
    }

    /** How long the probes took. */
    static final class Latencies {

        private final List<Duration> sorted = new ArrayList<>();

        private void add(long nanos) {
            sorted.add(Duration.ofNanos(nanos));
        }

        Duration percentile(int percent) {
            sorted.sort(null);
            return sorted.get((sorted.size() - 1) * percent / 100);
        }

        Duration longest() {
            return percentile(100);
        }

        @Override
        public String toString() {
            return String.format(
                    "p50 %d ms, p90 %d ms, p99 %d ms, longest %d ms of %d",
                    percentile(50).toMillis(),
                    percentile(90).toMillis(),
                    percentile(99).toMillis(),
                    longest().toMillis(),
                    sorted.size());
        }
    }
}
