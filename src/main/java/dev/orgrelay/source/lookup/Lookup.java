package dev.orgrelay.source.lookup;

import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.source.IntakeException;
import dev.orgrelay.source.Json;
import dev.orgrelay.source.Mapped;
import dev.orgrelay.source.Mapped.ToRefetch;
import dev.orgrelay.source.fetch.Answer;
import dev.orgrelay.source.fetch.FetchException;
import dev.orgrelay.source.fetch.HttpReader;
import dev.orgrelay.source.mapping.Envelope;
import dev.orgrelay.source.mapping.Input;
import dev.orgrelay.source.mapping.Interpretation;
import dev.orgrelay.source.mapping.Mapping;
import dev.orgrelay.source.mapping.Routing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads at the sender what a message left out, and maps the answer. Blocks. */
public final class Lookup {

    /** The largest answer that is read, in bytes. */
    static final int MAX_SIZE = 1024 * 1024;

    /** What is left of the sender's patience has to do for applying what is found. */
    private static final Duration TIME_FOR_ALL = Duration.ofSeconds(8);

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

    /** The messages, each that names an organization and nothing else with what the sender tells of it. */
    public List<Mapped> complete(List<Mapped> messages) {
        Instant end = clock.instant().plus(TIME_FOR_ALL);
        return messages.stream()
                .map(message -> message instanceof ToRefetch refetch ? complete(refetch, end) : message)
                .toList();
    }

    private Mapped complete(ToRefetch refetch, Instant end) {
        if (clock.instant().isAfter(end)) {
            return refetch.withTrouble("there was no time left to look it up");
        }
        try {
            return find(refetch);
        } catch (LookupException e) {
            return refetch.withTrouble(e.getMessage());
        } catch (InvalidContentException e) {
            return unusable(refetch, e.getMessage());
        }
    }

    /**
     * What the organization that {@code refetch} names is like at the sender now.
     *
     * @throws LookupException if the sender does not tell at the moment
     */
    Mapped find(ToRefetch refetch) throws LookupException {
        Envelope readNow = new Envelope(
                refetch.provenance().origin(),
                refetch.provenance().eventId(),
                Optional.empty(),
                clock.instant(),
                refetch.provenance().original());
        Answer answer = answer(refetch.sourceId());
        if (answer.status() == NOT_FOUND || answer.status() == GONE) {
            return notFound.meaning(refetch);
        }
        if (!answer.isOk()) {
            throw new LookupException("the lookup was answered with " + answer.status());
        }
        return meaning(answer.body(), refetch, readNow);
    }

    private Answer answer(String sourceId) throws LookupException {
        try {
            return reader.get(url.expand(sourceId), timeout, MAX_SIZE);
        } catch (FetchException e) {
            throw new LookupException("the lookup " + e.getMessage());
        }
    }

    private Mapped meaning(byte[] body, ToRefetch refetch, Envelope readNow) throws LookupException {
        try {
            Input input = new Input(
                    Json.read(body), Map.of(), "GET", "", Map.of("id", refetch.sourceId()), source, constants);
            Interpretation interpretation = new Interpretation(new Routing(source, refetch.application(), Map.of()));
            List<Mapped> found = interpretation.of(mapping.evaluate(input), readNow);
            return found.size() == 1 && concerns(found.get(0), refetch.organization())
                    ? found.get(0)
                    : unusable(refetch, "the lookup's mapping does not make one change of the organization it was for");
        } catch (IntakeException e) {
            throw new LookupException("the lookup's answer cannot be mapped: " + e.getMessage());
        }
    }

    /** An answer about another organization must not change that one. */
    private static boolean concerns(Mapped mapped, OrganizationId organization) {
        return mapped.match(
                toApply -> toApply.change().organization().equals(organization),
                toRefetch -> false,
                toResync -> false,
                nothingToDo -> true,
                notYet -> false,
                unusable -> true);
    }

    private static Mapped unusable(ToRefetch refetch, String reason) {
        Provenance provenance = refetch.provenance();
        return new Mapped.Unusable(
                provenance,
                refetch.application(),
                Optional.of(refetch.organization().value()),
                reason);
    }
}
