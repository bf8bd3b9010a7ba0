package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {

    private static final String HEAD = "POST /api/events HTTP/1.1\r\nHost: a\r\n";
    private static final String GET = "GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Server server = new Server();
    private final Connection connection = new Connection(channel, 1_000);

    ConnectionTest() {
        channel.freezeTime();
        channel.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder(), connection, server);
    }

    @Test
    void aHeadOfWhichAByteComesNowAndThenHasTenSeconds() {
        for (int second = 0; second < 10; second++) {
            receive("G");
            assertThat(answered()).isEmpty();
            pass(1);
        }

        assertThat(answered()).startsWith("HTTP/1.1 408 ").contains("the headers were not complete after 10 seconds");
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
        assertThat(server.requests).isZero();
    }

    @Test
    void aHeadThatIsCompleteInTimeIsServedForAsLongAsItTakes() {
        receive(GET.substring(0, 20));
        pass(9);
        receive(GET.substring(20));
        pass(60);

        assertThat(server.requests).isEqualTo(1);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoSaysNothingAfterAnAnswerIsNotHurried() {
        receive(GET);
        answer();
        pass(59);

        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "BREW, 400, the request cannot be read",
        "GET / HTTP/2.0, 505, only HTTP/1.1 and HTTP/1.0 are spoken here",
        "GET / HTTP/3.7, 505, only HTTP/1.1 and HTTP/1.0 are spoken here",
    })
    void whatIsNoHttpIsAnswered(String line, int status, String reason) {
        receive(line + "\r\n\r\n");

        assertThat(answered()).startsWith("HTTP/1.1 " + status + " ").contains(reason);
        assertThat(server.requests).isZero();
    }

    @Test
    void aHeadThatIsTooLargeIsAnswered() {
        receive("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\n\r\n");
        assertThat(answered()).startsWith("HTTP/1.1 414 ");

        EmbeddedChannel other = new EmbeddedChannel();
        other.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder(), new Connection(other, 1_000));
        other.writeInbound(bytes("GET / HTTP/1.1\r\na: " + "b".repeat(9_000) + "\r\n\r\n"));
        assertThat(all(other)).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void aChunkThatIsNoneIsAnsweredWhetherOrNotSomebodyReads() {
        receive(HEAD + "Transfer-Encoding: chunked\r\n\r\nsize\r\n");

        assertThat(answered()).startsWith("HTTP/1.1 400 ").contains("the request cannot be read");
        answer();
        assertThat(answered()).as("one answer, and no more").isEmpty();
    }

    @Test
    void aChunkThatIsNoneIsNotAnsweredTwice() {
        receive(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
        answer();
        assertThat(answered()).startsWith("HTTP/1.1 200 ");

        receive("size\r\n");
        assertThat(answered()).isEmpty();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatCameBeforeIsAnsweredFirst() {
        receive(GET + HEAD + "Transfer-Encoding: chunked\r\n\r\nsize\r\n");
        pass(60);
        assertThat(answered()).isEmpty();
        assertThat(channel.isOpen()).isTrue();

        answer();
        assertThat(answered()).matches("(?s)HTTP/1.1 200 .*HTTP/1.1 400 .*");
        answer();
        assertThat(answered()).as("it has its answer").isEmpty();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatFollowsTheLastRequestIsNotRead() {
        receive("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n0\r\n\r\n" + GET);
        assertThat(answered()).isEmpty();

        answer();
        assertThat(answered()).startsWith("HTTP/1.1 200 ").doesNotContain(" 400 ");
        assertThat(server.requests).isEqualTo(1);
    }

    @Test
    void toContinueIsNoAnswer() {
        receive(HEAD + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
        respond(HttpResponseStatus.CONTINUE);
        receive("size\r\n");

        assertThat(answered()).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 400 ");
    }

    @Test
    void aHundredRequestsWaitForTheirAnswersAndNoMore() {
        receive(GET.repeat(150));

        assertThat(server.requests).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(answered()).doesNotContain(" 400 ");
            answer();
        }
        assertThat(answered()).contains("HTTP/1.1 200 ", "HTTP/1.1 400 ", "too many requests at once");
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatIsAnsweredAtOnceWaitsForNothing() {
        for (int i = 0; i < 150; i++) {
            receive(GET);
            answer();
        }

        assertThat(server.requests).isEqualTo(150);
    }

    @Test
    void theRestOfARefusedBodyIsTakenAndTheConnectionGoesOn() {
        receive(HEAD + "Content-Length: 300\r\n\r\n");
        answer();
        receive("x".repeat(299));
        assertThat(server.bytes).as("nobody sees it").isZero();
        receive("x" + GET);
        pass(2);

        assertThat(server.requests).isEqualTo(2);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theRestOfARefusedBodyIsNotTakenForEver() {
        receive(HEAD + "Content-Length: 3000\r\n\r\n");
        answer();
        receive("x".repeat(1_001));
        assertThat(channel.config().isAutoRead()).isFalse();
        pass(2);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void itIsTheClientsTurnUntilItsRequestIsComplete() {
        assertThat(connection.isWaiting()).isTrue();
        receive(HEAD + "Content-Length: 3\r\n\r\nab");
        assertThat(connection.isWaiting()).isTrue();
        receive("c");
        assertThat(connection.isWaiting()).isFalse();
        assertThat(connection.waited(System.nanoTime())).isZero();
        answer();
        assertThat(connection.isWaiting()).isTrue();
    }

    private void receive(String text) {
        channel.writeInbound(bytes(text));
    }

    private void answer() {
        respond(HttpResponseStatus.OK);
    }

    private void respond(HttpResponseStatus status) {
        server.context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private String answered() {
        return all(channel);
    }

    private static String all(EmbeddedChannel channel) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            all.append(sent.toString(StandardCharsets.US_ASCII));
            sent.release();
        }
        return all.toString();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    /** What stands behind the connection. */
    private static final class Server extends ChannelInboundHandlerAdapter {

        private ChannelHandlerContext context;
        private int requests;
        private int bytes;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void channelRead(ChannelHandlerContext from, Object message) {
            if (message instanceof HttpRequest) {
                requests++;
            } else {
                bytes += ((io.netty.handler.codec.http.HttpContent) message)
                        .content()
                        .readableBytes();
            }
            ReferenceCountUtil.release(message);
        }
    }
}
