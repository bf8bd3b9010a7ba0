package dev.orgrelay.source.fetch;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads documents of one sender over HTTP.
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
     * @return fails with a {@link FetchException} if there is no whole answer within the limits; any status is an answer
     */
    public Uni<FetchResponse> read(URI uri, Duration timeout, int maxSize) {
        return Uni.createFrom()
                .<FetchResponse>emitter(emitter -> {
                    CompletableFuture<HttpResponse<byte[]>> answer =
                            client().sendAsync(request(uri), response -> new LimitedBody(maxSize));
                    emitter.onTermination(() -> answer.cancel(true));
                    answer.whenComplete((response, failure) -> {
                        if (failure == null) {
                            emitter.complete(new FetchResponse(
                                    response.statusCode(), response.headers().allValues("Link"), response.body()));
                        } else {
                            emitter.fail(failed(failure));
                        }
                    });
                })
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new FetchException("took longer than " + timeout.toMillis() + " ms"));
    }

    /**
     * The same for whoever can wait for it. Blocks.
     *
     * @throws FetchException if there is no whole answer within the limits
     */
    public FetchResponse get(URI uri, Duration timeout, int maxSize) throws FetchException {
        try {
            return read(uri, timeout, maxSize).await().indefinitely();
        } catch (CompletionException e) {
            throw e.getCause() instanceof FetchException known ? known : failed(e.getCause());
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
        Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
        return new FetchException("failed: " + reason.getClass().getSimpleName());
    }
}
