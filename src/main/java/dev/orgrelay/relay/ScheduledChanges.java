package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.ScheduledRow.Told;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Changes that take effect later, kept until then: a row for each organization and moment, which instances share, and which is there before a sender hears so. A
 * word told later about the same fields and moment replaces the earlier one. Whoever tries a row puts it off meanwhile, as a queue hides a message. Every method
 * fails with a {@link StoreException} if the rows cannot be reached, and as long as nothing {@link #isOpen can be kept}.
 */
public final class ScheduledChanges {

    /** For how long a row is put off while it is tried: longer than that takes, and shorter than anybody waits for an instance that has crashed. */
    public static final Duration TERM = Duration.ofMinutes(1);

    /** Behind all keys. */
    private static final String END = "~";

    private final ScheduledRows rows;
    private final ChangeQueue queue;
    private final boolean isWoken;
    private final Clock clock;

    /**
     * Some of them, in the order of their ids.
     *
     * @param next the id to go on behind; empty on the last page
     */
    public record Page(List<ScheduledChange> changes, Optional<String> next) {}

    /**
     * A row that may be tried.
     *
     * @param source of what was told first of it
     */
    public record DueKey(String key, String application, String source, int attempts) {

        private static DueKey of(ScheduledRow row) {
            Change first = row.told().get(0).change();
            return new DueKey(row.key(), first.application(), first.provenance().source(), row.attempts());
        }
    }

    /**
     * A row that somebody tries.
     *
     * @param changes in the order in which they were told, each as of its day
     * @param attempts how often they were tried before
     */
    public record Due(String key, List<Integer> numbers, List<Change> changes, int attempts) {

        private static Due of(ScheduledRow row) {
            return new Due(
                    row.key(),
                    row.told().stream().map(Told::number).toList(),
                    row.told().stream().map(Told::onItsDay).toList(),
                    row.attempts());
        }
    }

    /**
     * @param kept finds the place; empty if there is none that outlives the process
     * @param isWoken whether somebody takes messages of {@code queue} even when no instance runs
     */
    public ScheduledChanges(Optional<Supplier<Records>> kept, ChangeQueue queue, boolean isWoken, Clock clock) {
        this.rows = new ScheduledRows(kept);
        this.queue = queue;
        this.isWoken = isWoken;
        this.clock = clock;
    }

    /** Whether anything can be kept. */
    public boolean isOpen() {
        return rows.isOpen();
    }

    /**
     * Keeps {@code changes}, which are of one organization and moment; when this completes, they will not be lost. Whoever wakes an instance for them is told first.
     * Fails with a {@link ChangeQueue.TooLargeException} if they can never be kept.
     */
    Uni<Void> keep(List<Change> changes) {
        Change first = changes.get(0);
        return rows.write(ScheduledRow.key(first), seen -> {
            ScheduledRow next = seen.orElseGet(() -> ScheduledRow.none(first)).with(changes);
            return seen.isEmpty() && isWoken
                    ? queue.wake(next.key(), untilDue(next)).replaceWith(next)
                    : Uni.createFrom().item(next);
        });
    }

    /** Has {@code changes} applied in place of what is kept of the same fields and moments: they were told later. If that cannot be dropped, they are deferred. */
    public Uni<List<Outcome>> replacedBy(List<Change> changes, Function<List<Change>, Uni<List<Outcome>>> apply) {
        List<Instant> moments = changes.stream()
                .flatMap(change -> change.provenance().occurredAt().stream())
                .sorted()
                .toList();
        if (moments.isEmpty() || !isOpen()) {
            return apply.apply(changes);
        }
        return rows.between(ScheduledRow.time(moments.get(0)), after(moments.get(moments.size() - 1)))
                .onItem()
                .transformToUniAndConcatenate(row -> rows.update(row.key(), kept -> kept.replacedBy(changes)))
                .onItem()
                .ignoreAsUni()
                .flatMap(done -> apply.apply(changes))
                .onFailure(StoreException.class)
                .recoverWithItem(failure -> Collections.nCopies(changes.size(), failure.deferred()));
    }

    /** At most {@code most} of those that {@code filter} wants, behind the id {@code after}, if there is one. */
    public Uni<Page> list(Predicate<ScheduledChange> filter, Optional<String> after, int most) {
        return rows.between(after.map(ScheduledChange::beforeRow).orElse(""), END)
                .onItem()
                .transformToIterable(ScheduledRow::changes)
                .select()
                .where(change -> change.id().compareTo(after.orElse("")) > 0 && filter.test(change))
                .select()
                .first(most + 1L)
                .collect()
                .asList()
                .map(found -> new Page(
                        found.subList(0, Math.min(found.size(), most)),
                        Optional.of(most).filter(limit -> found.size() > limit).map(limit -> found.get(limit - 1)
                                .id())));
    }

    /** How many messages of the queue wake an instance for those on {@code page}. */
    public long wakes(Page page) {
        return isWoken
                ? page.changes().stream()
                        .map(change -> ScheduledChange.key(change.id()))
                        .distinct()
                        .count()
                : 0;
    }

    /** Forgets one; false if there is none with that id. Fails with a {@link StoreException} while somebody tries it. */
    public Uni<Boolean> remove(String id) {
        Set<Integer> number = Set.of(ScheduledChange.number(id));
        return rows.update(ScheduledChange.key(id), row -> without(number, row)).map(Optional::isPresent);
    }

    private ScheduledRow without(Set<Integer> number, ScheduledRow row) {
        ScheduledRow rest = row.without(number);
        if (row.isTried() && row.due().isAfter(clock.instant()) && !rest.equals(row)) {
            throw new StoreException(Cause.BUSY, "it is being applied, nobody knows yet whether it will be");
        }
        return rest;
    }

    /** The rows that may be tried now, the earliest first. */
    public Uni<List<DueKey>> due() {
        Instant now = clock.instant();
        return rows.between("", after(now))
                .select()
                .where(row -> !row.due().isAfter(now))
                .map(DueKey::of)
                .collect()
                .asList();
    }

    /** Puts a row off for {@link #TERM}, to try it; empty if it is not due, or somebody else has it. */
    public Uni<Optional<Due>> take(String key) {
        Instant now = clock.instant();
        return rows.update(key, row -> row.due().isAfter(now) ? row : row.tried(now.plus(TERM)))
                .map(taken -> taken.map(Due::of));
    }

    /**
     * Ends a try.
     *
     * @param left the indexes of those that have to be tried again, after {@code wait}; the others are forgotten
     */
    public Uni<Void> end(Due tried, Set<Integer> left, Duration wait) {
        Set<Integer> done = new HashSet<>(tried.numbers());
        left.forEach(index -> done.remove(tried.numbers().get(index)));
        Instant again = clock.instant().plus(wait);
        return rows.update(tried.key(), row -> row.without(done).putOff(tried.attempts() + 1, again))
                .replaceWithVoid();
    }

    /** How long it is until a row may be tried; empty if there is none with that key any more. */
    public Uni<Optional<Duration>> untilDue(String key) {
        return rows.find(key).map(row -> row.map(this::untilDue));
    }

    private Duration untilDue(ScheduledRow row) {
        Duration left = Duration.between(clock.instant(), row.due());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String after(Instant last) {
        return ScheduledRow.time(last.plusSeconds(1));
    }
}
