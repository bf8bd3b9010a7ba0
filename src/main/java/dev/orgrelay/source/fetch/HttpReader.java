package dev.orgrelay.source.fetch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads documents of one sender over HTTP. Blocks.
 *
 * <p>Redirects are not followed, so the headers, which hold a credential, go to the host of the URL and to no other.
 */
public final class HttpReader {

    private final Map<String, String> headers;
    private HttpClient client;

    /** @param headers of every request, by name */
    public HttpReader(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
    }

    /** Whether a request can have such a header: some belong to HTTP itself, and no value holds a line break. */
    public static boolean isHeader(String name, String value) {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * One GET.
     *
     * @param timeout until the last byte has to be there
     * @param maxSize of the answer, in bytes
     * @throws FetchException if there is no whole answer within the limits; any status is an answer
     */
    public Answer get(URI uri, Duration timeout, int maxSize) throws FetchException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(request(uri), response -> new LimitedBody(maxSize));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers().allValues("Link"), response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new FetchException("took longer than " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new FetchException("was interrupted");
        }
    }

    private HttpRequest request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
        headers.forEach(request::setHeader);
        return request.build();
    }

    /** Made when it is first needed, because it starts threads. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    private static FetchException failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LimitedBody.TooLarge) {
                return new FetchException("failed: " + cause.getMessage(), true);
            }
        }
        return new FetchException("failed: " + failure.getClass().getSimpleName());
    }
}
