package dev.orgrelay.source.lookup;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a document over HTTP, within limits of time and size. Blocks. */
final class Reader {

    /** The largest answer that is read, in bytes. */
    static final int MAX_SIZE = 1024 * 1024;

    /** @param status HTTP status of the answer */
    record Answer(int status, byte[] body) {}

    private final Duration timeout;
    private final Map<String, String> headers;
    private final HttpClient client;

    Reader(Duration timeout, Map<String, String> headers) {
        this.timeout = timeout;
        this.headers = Map.copyOf(headers);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** Whether a request may have that header; some are the client's own. */
    static boolean canSend(String name, String value) {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Answer get(URI uri) throws LookupException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", "application/json");
        headers.forEach(request::setHeader);
        Future<Answer> answer = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(Reader::read);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new LookupException("the lookup took longer than " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new LookupException("the lookup failed: " + reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LookupException("the lookup was interrupted");
        }
    }

    private static Answer read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_SIZE + 1);
            if (bytes.length > MAX_SIZE) {
                throw new IllegalStateException("the answer is larger than " + MAX_SIZE + " bytes");
            }
            return new Answer(response.statusCode(), bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String reason(Throwable cause) {
        return cause instanceof IllegalStateException
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
    }
}
