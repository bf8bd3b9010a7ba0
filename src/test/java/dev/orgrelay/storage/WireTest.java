package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.QueuedChanges;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests to the letter: what the real service asks for and an emulator lets pass. */
@QuarkusTest
class WireTest {

    private static final TableEntity.Id ID = new TableEntity.Id("default", "seattle");

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private int status = 204;
    private HttpServer server;
    private Storage storage;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        storage = ConfiguredStorage.of(Map.of(
                "orgrelay.storage.connection-string",
                "AccountName=contoso;AccountKey=aHVudGVyMg==;TableEndpoint=" + endpoint + ";QueueEndpoint="
                        + endpoint));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aWriteNamesTheEntityAndTheVersionThatItReplaces() {
        storage.table("ledger")
                .replace(ID, "W/\"datetime'2026-11-23T10%3A00%3A00Z'\"", JsonNodeFactory.instance.objectNode())
                .await()
                .indefinitely();

        assertThat(requests).singleElement().asString().isEqualTo("""
                        PUT /orgrelayledger(PartitionKey='default',RowKey='seattle')
                        If-match: W/"datetime'2026-11-23T10%3A00%3A00Z'"
                        Content-length: 2
                        Content-type: application/json
                        X-ms-version: 2020-12-06
                        """);
    }

    @Test
    void spacesInAFilterAreNotSentAsPlus() {
        storage.table("ledger")
                .query(Map.of("$filter", "A eq 'b' and C gt 'd+e'"))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();

        assertThat(requests.get(0))
                .startsWith("GET /orgrelayledger()?%24filter=A%20eq%20%27b%27%20and%20C%20gt%20%27d%2Be%27\n");
    }

    @Test
    void aQueueIsCreatedWithALengthOfNothing() {
        status = 404;
        new StorageQueue(storage, "changes")
                .put(new QueuedChanges(Changes.delete("seattle", 1), 0, Optional.empty()), Duration.ofSeconds(5))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();

        assertThat(requests.get(0)).startsWith("POST /changes/messages?visibilitytimeout=5&messagettl=-1\n");
        assertThat(requests.get(1)).startsWith("PUT /changes\nContent-length: 0\n");
    }

    private void answer(HttpExchange exchange) throws IOException {
        StringBuilder request = new StringBuilder()
                .append(exchange.getRequestMethod())
                .append(' ')
                .append(exchange.getRequestURI())
                .append('\n');
        for (String header : List.of("If-match", "Content-length", "Content-type", "X-ms-version")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                    .ifPresent(value ->
                            request.append(header).append(": ").append(value).append('\n'));
        }
        requests.add(request.toString());
        exchange.getResponseHeaders().add("ETag", "W/\"1\"");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
