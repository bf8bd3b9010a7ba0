package dev.orgrelay.central;

import dev.orgrelay.central.CallWatch.Effect;
import dev.orgrelay.central.CentralException.Kind;
import dev.orgrelay.organization.OrganizationId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Sends requests to one application. Each has an id of its own, which the vendor's support asks for: it is in the log if the request comes to nothing. */
record Requests(String application, Access access, CallGuard guard, CallObserver observer) {

    private static final Logger LOG = Logger.getLogger(Requests.class);

    private static final String PATH = "/api/organizations";

    /** The same; {@code more} looks on as well. */
    Requests observedBy(CallObserver more) {
        return new Requests(application, access, guard, observer.and(more));
    }

    /**
     * What {@code read} makes of the answer.
     *
     * @param id of the organization; empty for all of them
     * @param request of an authorization and an id of its own
     */
    <B, T> Uni<T> read(String id, BiFunction<String, String, Uni<B>> request, Function<B, T> read) {
        String path = id.isEmpty() ? PATH : PATH + "/" + id;
        return access.call(
                guard,
                (authorization, waited) -> send(
                        authorization,
                        new CentralCall(application, "GET", path, Optional.empty(), waited),
                        request,
                        read));
    }

    /** The same for a request that changes something, unless {@code watch} has something against it. */
    <B, T> Uni<T> change(
            CallWatch watch,
            String method,
            OrganizationId id,
            Optional<byte[]> body,
            BiFunction<String, String, Uni<B>> request,
            Function<B, T> read) {
        return access.call(
                guard,
                (authorization, waited) -> watch.letsThrough()
                        ? watched(
                                watch,
                                send(
                                        authorization,
                                        new CentralCall(application, method, PATH + "/" + id.value(), body, waited),
                                        request,
                                        read))
                        : Uni.createFrom().failure(CentralException.withheld()));
    }

    private static <T> Uni<T> watched(CallWatch watch, Uni<T> answer) {
        return answer.onTermination()
                .invoke((item, failure, isCancelled) ->
                        watch.ended(isCancelled ? Effect.STILL_POSSIBLE : effectDespite(failure)));
    }

    /** @param failure null if there was none */
    private static Effect effectDespite(Throwable failure) {
        if (failure == null) {
            return Effect.POSSIBLE;
        }
        CentralException known = CentralException.of(failure);
        return switch (known.kind()) {
            case UNREADABLE -> Effect.POSSIBLE;
            case UNAVAILABLE -> known.status() == 0 ? Effect.STILL_POSSIBLE : Effect.POSSIBLE;
            default -> Effect.NONE;
        };
    }

    private <B, T> Uni<T> send(
            String authorization, CentralCall call, BiFunction<String, String, Uni<B>> request, Function<B, T> read) {
        String requestId = newId();
        return observer.call(
                call,
                request.apply(authorization, requestId)
                        .map(read)
                        .onFailure()
                        .transform(failure ->
                                failed(call, CentralException.of(failure).to(requestId))));
    }

    private CentralException failed(CentralCall call, CentralException failure) {
        boolean isUsual = failure.kind() == Kind.NOT_FOUND || failure.kind() == Kind.THROTTLED;
        LOG.logf(
                isUsual ? Logger.Level.DEBUG : Logger.Level.INFO,
                "application %s, %s %s: %s; %s",
                application,
                call.method(),
                call.path(),
                failure.getMessage(),
                failure.support().orElse(""));
        return failure;
    }

    /** A random UUID (RFC 9562, version 4). It is no secret, so it need not come from a source that is. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
    }
}
