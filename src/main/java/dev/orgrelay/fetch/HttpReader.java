package dev.orgrelay.fetch;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.message.RetryAfter;
import dev.orgrelay.organization.Text;
import io.smallrye.mutiny.Uni;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/**
 * Reads documents of one sender over HTTP. Whoever answers 429 or 503 is asked again, as long as there is time.
 *
 * <p>Redirects are not followed, so the headers, which hold a credential, go to the host of the URL and to no other.
 */
public final class HttpReader {

    /** The wait before the second try where the sender asks for none; twice as long before each further one. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Map<String, String> headers;
    private final String accepted;
    private final Clock clock;
    private HttpClient client;

    private HttpReader(Map<String, String> headers, String accepted, Clock clock) {
        this.headers = Map.copyOf(headers);
        this.accepted = accepted;
        this.clock = clock;
    }

    /**
     * The reader, or empty if one of its headers cannot be sent: some belong to HTTP itself, and no value holds a line break.
     *
     * @param headers of every request, by name
     * @param accepted the media type that is asked for, unless {@code headers} say another one
     * @param mistakes those with the settings that {@code headers} is one of
     */
    public static Optional<HttpReader> of(
            Map<String, String> headers, String accepted, Clock clock, Mistakes mistakes) {
        List<String> unsendable = headers.entrySet().stream()
                .filter(header -> !isHeader(header.getKey(), header.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        unsendable.forEach(header -> mistakes.addHidden(
                "headers." + Text.shorten(header), "a request cannot have this header, or not with this value"));
        return unsendable.isEmpty() ? Optional.of(new HttpReader(headers, accepted, clock)) : Optional.empty();
    }

    private static boolean isHeader(String name, String value) {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * One document.
     *
     * @param timeout until the last byte of an answer has to be there
     * @param within how long all tries together may take
     * @param maxSize of the answer, in bytes
     * @return fails with a {@link FetchException} if there is no whole answer within the limits; any status is an answer
     */
    public Uni<FetchResponse> read(URI uri, Duration timeout, Duration within, int maxSize) {
        return read(uri, timeout, clock.instant().plus(within), maxSize, FIRST_WAIT);
    }

    private Uni<FetchResponse> read(URI uri, Duration timeout, Instant end, int maxSize, Duration nextWait) {
        Duration left = Duration.between(clock.instant(), end);
        Duration most = left.compareTo(timeout) < 0 ? left : timeout;
        return once(uri, most.compareTo(SHORTEST) < 0 ? SHORTEST : most, maxSize)
                .flatMap(answer -> {
                    Duration wait = answer.retryAfter()
                            .filter(asked -> asked.compareTo(nextWait) > 0)
                            .orElse(nextWait);
                    boolean isLast =
                            !answer.isBusy() || clock.instant().plus(wait).isAfter(end);
                    return isLast
                            ? Uni.createFrom().item(answer)
                            : Uni.createFrom()
                                    .voidItem()
                                    .onItem()
                                    .delayIt()
                                    .by(wait)
                                    .flatMap(waited -> read(uri, timeout, end, maxSize, nextWait.multipliedBy(2)));
                });
    }

    private Uni<FetchResponse> once(URI uri, Duration timeout, int maxSize) {
        return Uni.createFrom()
                .<FetchResponse>emitter(emitter -> {
                    CompletableFuture<HttpResponse<byte[]>> answer =
                            client().sendAsync(request(uri), response -> new LimitedBody(maxSize));
                    emitter.onTermination(() -> answer.cancel(true));
                    answer.whenComplete((response, failure) -> {
                        if (failure == null) {
                            emitter.complete(response(response));
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
    public FetchResponse get(URI uri, Duration within, int maxSize) throws FetchException {
        try {
            return read(uri, within, within, maxSize).await().indefinitely();
        } catch (CompletionException e) {
            throw e.getCause() instanceof FetchException known ? known : failed(e.getCause());
        }
    }

    private HttpRequest request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", accepted);
        headers.forEach(request::setHeader);
        return request.build();
    }

    private FetchResponse response(HttpResponse<byte[]> response) {
        return new FetchResponse(
                response.statusCode(),
                response.headers().allValues("Link"),
                response.headers().firstValue("Content-Type"),
                response.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, clock)),
                response.body());
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
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof LimitedBody.TooLarge) {
                return new FetchException("failed: " + reason.getMessage(), true, Optional.empty());
            }
        }
        return new FetchException("failed: " + reason(cause));
    }

    private static String reason(Throwable failure) {
        if (failure instanceof SSLException) {
            return "TLS could not be set up, perhaps because nobody here knows the issuer of the certificate";
        }
        return failure instanceof ConnectException
                ? "nobody could be reached there"
                : "the answer did not arrive whole";
    }
}
