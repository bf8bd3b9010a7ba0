package dev.orgrelay.fetch.lookup;

import dev.orgrelay.fetch.FetchException;
import dev.orgrelay.fetch.FetchResponse;
import dev.orgrelay.fetch.HttpReader;
import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapped.ToRefetch;
import dev.orgrelay.mapping.MappedFields;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.ResultReader;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.IntakeException.Busy;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.OrganizationId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Reads at the sender what a message left out, and maps the answer. */
public final class Lookup {

    /** The largest answer that is read, in bytes. */
    static final int MAX_SIZE = 1024 * 1024;

    /** How many deliveries can be looked up at once, so that a slow sender fills neither memory nor connections. */
    private static final int AT_ONCE = 64;

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final String source;
    private final UrlTemplate url;
    private final HttpReader reader;
    private final Duration timeout;
    private final Mapping mapping;
    private final NotFound notFound;
    private final Map<String, String> constants;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Lookup(
            String source,
            UrlTemplate url,
            HttpReader reader,
            Duration timeout,
            Mapping mapping,
            NotFound notFound,
            Map<String, String> constants,
            Clock clock) {
        this.source = source;
        this.url = url;
        this.reader = reader;
        this.timeout = timeout;
        this.mapping = mapping;
        this.notFound = notFound;
        this.constants = Map.copyOf(constants);
        this.clock = clock;
    }

    /**
     * The messages, each that names an organization and nothing else with what the sender tells of it.
     *
     * @param deadline when the whole delivery has to be answered. Half of what is left until then is for applying what is found
     * @return fails with {@link Busy} if too many look up already
     */
    public Uni<List<Mapped>> complete(List<Mapped> messages, Instant deadline) {
        if (!places.tryAcquire()) {
            return Uni.createFrom().failure(new Busy("too many messages are being looked up; send it again later"));
        }
        Instant now = clock.instant();
        Instant end = now.plus(Duration.between(now, deadline).dividedBy(2));
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndConcatenate(message -> message instanceof ToRefetch refetch
                        ? complete(refetch, end)
                        : Uni.createFrom().item(message))
                .collect()
                .asList()
                .onTermination()
                .invoke(places::release);
    }

    private Uni<Mapped> complete(ToRefetch refetch, Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        if (left.compareTo(SHORTEST) < 0) {
            return Uni.createFrom().item(refetch.withTrouble("there was no time left to look it up", Optional.empty()));
        }
        return Uni.createFrom()
                .deferred(() -> find(refetch, left))
                .onFailure(LookupException.class)
                .recoverWithItem(failure -> refetch.withTrouble(failure.getMessage(), failure.retryAfter()))
                .onFailure(InvalidContentException.class)
                .recoverWithItem(failure -> refetch.unusable(failure.getMessage()));
    }

    /**
     * What the organization that {@code refetch} names is like at the sender now.
     *
     * @return fails with a {@link LookupException} if the sender does not tell at the moment
     */
    Uni<Mapped> find(ToRefetch refetch, Duration left) {
        Envelope readNow = new Envelope(
                refetch.provenance().origin(),
                refetch.provenance().eventId(),
                Optional.empty(),
                clock.instant(),
                refetch.provenance().original());
        return reader.read(url.expand(refetch.sourceId()), timeout, left, MAX_SIZE)
                .flatMap(answer -> meaning(answer, refetch, readNow, left))
                .onFailure(FetchException.class)
                .transform(failure -> new LookupException("the lookup " + failure.getMessage(), failure.retryAfter()));
    }

    private Uni<Mapped> meaning(FetchResponse answer, ToRefetch refetch, Envelope readNow, Duration left) {
        if (answer.status() == NOT_FOUND || answer.status() == GONE) {
            return Uni.createFrom().item(notFound.meaning(refetch));
        }
        if (!answer.isOk()) {
            return Uni.createFrom().failure(answer.refusal());
        }
        return Uni.createFrom()
                .item(() -> new Input(
                        Json.read(answer.body()),
                        Map.of(),
                        "GET",
                        "",
                        Map.of("id", refetch.sourceId()),
                        source,
                        constants))
                .flatMap(input -> mapping.evaluate(input, left))
                .map(fields -> meaning(fields, refetch, readNow))
                .onFailure(IntakeException.class)
                .transform(failure ->
                        new LookupException("the lookup's answer cannot be mapped: " + failure.getMessage()));
    }

    private Mapped meaning(List<MappedFields> fields, ToRefetch refetch, Envelope readNow) {
        ResultReader interpretation = new ResultReader(new Routing(source, refetch.application(), Map.of()));
        List<Mapped> found = interpretation.of(fields, readNow);
        return found.size() == 1 && concerns(found.get(0), refetch.organization())
                ? found.get(0)
                : refetch.unusable("the lookup's mapping does not make one change of the organization it was for");
    }

    /** An answer about another organization must not change that one. */
    private static boolean concerns(Mapped mapped, OrganizationId organization) {
        return mapped instanceof Mapped.ToApply toApply
                ? toApply.change().organization().equals(organization)
                : mapped instanceof Mapped.NothingToDo || mapped instanceof Mapped.Unusable;
    }
}
