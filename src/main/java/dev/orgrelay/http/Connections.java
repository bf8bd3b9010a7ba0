package dev.orgrelay.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The open connections. When there are as many as may be, the one that has kept the server waiting for longest gives way to a new one, so that health can be
 * asked for whoever holds the others.
 *
 * <p>The server's own limit would turn the new one away, and has none for what a connection does; so this looks on where it accepts them.
 */
@ApplicationScoped
class Connections {

    /** What is read of one connection before the others of its event loop have their turn, in bytes. */
    private static final int MOST_AT_ONCE = 16 * 1024;

    /** Names of handlers: the one here, and the server's. */
    private static final String GATE = "connections";

    private static final String OF_THE_SERVER = "handler";

    private static final long WARN_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Logger LOG = Logger.getLogger(Connections.class);

    private final Vertx vertx;
    private final int most;
    private final long maxBodySize;
    private final RecvByteBufAllocator turns =
            new AdaptiveRecvByteBufAllocator(1024, 2048, MOST_AT_ONCE).maxMessagesPerRead(1);
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /** The thread that accepts connections is one. */
    private long warned = System.nanoTime() - WARN_AGAIN_NANOS;

    Connections(Vertx vertx, HttpConfig config) {
        this.vertx = vertx;
        this.most = config.maxConnections();
        this.maxBodySize = config.maxBodySize().asLongValue();
    }

    void guard(@ObservesAsync HttpServerStart started) {
        for (EventExecutor accepting : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            accepting.execute(() -> ((SingleThreadEventLoop) accepting)
                    .registeredChannelsIterator()
                    .forEachRemaining(this::guard));
        }
    }

    private void guard(Channel channel) {
        if (channel instanceof ServerChannel && channel.pipeline().get(GATE) == null) {
            channel.pipeline().addFirst(GATE, new Gate());
        }
    }

    private void admit(Channel channel) {
        Connection connection = new Connection(channel, maxBodySize);
        open.add(connection);
        channel.closeFuture().addListener(closed -> open.remove(connection));
        channel.config().setRecvByteBufAllocator(turns);
        channel.pipeline().addLast(new Placing(connection));
    }

    /** Whether there is room for one more, made if need be. */
    private boolean hasRoom() {
        if (open.size() < most) {
            return true;
        }
        long now = System.nanoTime();
        if (now - warned > WARN_AGAIN_NANOS) {
            warned = now;
            LOG.warnf(
                    "%d connections are open, orgrelay.max-connections: who keeps waiting for longest is cut off for each new one",
                    most);
        }
        Optional<Connection> longest = open.stream()
                .filter(Connection::isWaiting)
                .max(Comparator.comparingLong(connection -> connection.waited(now)));
        longest.ifPresent(connection -> {
            open.remove(connection); // its own event loop closes it, later
            connection.close();
        });
        return longest.isPresent();
    }

    /** Sees each connection when it is accepted. */
    private final class Gate extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            Channel channel = (Channel) accepted;
            if (hasRoom()) {
                admit(channel);
                context.fireChannelRead(accepted);
            } else {
                channel.unsafe().closeForcibly();
            }
        }
    }

    /** Puts a connection's handler before the server's, as soon as that is there. With TLS it comes later, and the server is on its own. */
    private static final class Placing extends ChannelInboundHandlerAdapter {

        private final Connection connection;

        Placing(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ChannelPipeline pipeline = context.pipeline();
            if (pipeline.get(OF_THE_SERVER) != null) {
                pipeline.addBefore(OF_THE_SERVER, null, connection);
            }
            pipeline.remove(this);
            context.fireChannelActive();
        }
    }
}
