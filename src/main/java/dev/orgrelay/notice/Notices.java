package dev.orgrelay.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Scheduler;
import dev.orgrelay.central.Shutdown;
import dev.orgrelay.notice.Observations.Observation;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.Records.Row;
import dev.orgrelay.relay.StoreException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Looks every few seconds at what is worth a notice, writes that down where instances share it, and sends what is not taken yet. A notice is sent by whoever has claimed
 * it; if that instance ends, another one sends it again under the same id.
 */
@Singleton
public class Notices {

    static final String KIND = "notice";

    /** A receiver that does not answer is tried again within ten seconds of the first try. */
    static final Duration EVERY = Duration.ofSeconds(4);

    private static final Logger LOG = Logger.getLogger(Notices.class);
    private static final int TRIES = 5;
    private static final int AT_ONCE = 4;

    /** So that a request that never ends does not end all of it. */
    private static final Duration LONGEST_PASS = Duration.ofMinutes(2);

    private final NoticeSettings settings;
    private final Observations observations;
    private final NoticeSender sender;
    private final Records records;
    private final Scheduler scheduler;
    private final Shutdown shutdown;
    private final Clock clock;
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    Notices(
            NoticeSettings settings,
            Observations observations,
            NoticeSender sender,
            Records records,
            Scheduler scheduler,
            Shutdown shutdown,
            Clock clock) {
        this.settings = settings;
        this.observations = observations;
        this.sender = sender;
        this.records = records;
        this.scheduler = scheduler;
        this.shutdown = shutdown;
        this.clock = clock;
    }

    /** Whether anybody is to be told. */
    public boolean isOn() {
        return settings.isOn();
    }

    /**
     * Has one sent, so that somebody sees whether it arrives.
     *
     * @return its id. Fails with a {@link StoreException} if it cannot be kept
     */
    public Uni<String> test() {
        String id = UUID.randomUUID().toString();
        Observation test = observations.test(id);
        return look().flatMap(looked -> change(test.key(), test.note(), TRIES)).map(isNoted -> {
            if (!isNoted) {
                throw new StoreException(Outcome.Cause.NO_STORAGE, "the notice cannot be kept at the moment");
            }
            return id;
        });
    }

    private void comeAgain() {
        scheduler.after(EVERY, this::goOn);
    }

    private void goOn() {
        if (!shutdown.hasBegun()) {
            pass().ifNoItem()
                    .after(LONGEST_PASS)
                    .fail()
                    .onTermination()
                    .invoke(this::comeAgain)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf("notices wait: %s", FailureText.of(failure)));
        }
    }

    private Uni<Void> pass() {
        return look().flatMap(looked -> observations.all())
                .flatMap(seen -> each(seen, 1, this::note))
                .flatMap(noted -> each(List.copyOf(rows.keySet()), AT_ONCE, this::send));
    }

    private static <T> Uni<Void> each(List<T> all, int atOnce, Function<T, Uni<? extends Boolean>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUni(work::apply)
                .merge(atOnce)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What instances have written down. */
    private Uni<Void> look() {
        return look(Optional.empty());
    }

    private Uni<Void> look(Optional<String> from) {
        return records.list(KIND, from).flatMap(page -> {
            page.rows().stream()
                    .filter(row -> NoticeKind.ofKey(row.key()).isPresent())
                    .forEach(row -> rows.put(row.key(), row));
            return page.next().isEmpty() ? Uni.createFrom().voidItem() : look(page.next());
        });
    }

    private Uni<Boolean> note(Observation seen) {
        return change(seen.key(), seen.note(), TRIES)
                .invoke(isWritten -> {
                    if (isWritten) {
                        seen.written().run();
                    }
                })
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("%s cannot be written down: %s", seen.key(), FailureText.of(failure));
                    return false;
                });
    }

    /** All that is to be sent of one cause, the oldest first. */
    private Uni<Boolean> send(String key) {
        AtomicReference<Optional<ObjectNode>> claimed = new AtomicReference<>(Optional.empty());
        return change(
                        key,
                        cause -> {
                            claimed.set(cause.pending().claim(clock.instant()));
                            return claimed.get().isPresent();
                        },
                        1)
                .flatMap(isClaimed -> isClaimed
                        ? sender.send(claimed.get().orElseThrow())
                                .flatMap(isTaken -> sent(key, claimed.get().orElseThrow(), isTaken))
                        : Uni.createFrom().item(false))
                .onFailure()
                .recoverWithItem(false);
    }

    private Uni<Boolean> sent(String key, ObjectNode notice, boolean isTaken) {
        return isTaken
                ? change(key, cause -> cause.pending().taken(notice), TRIES).flatMap(next -> send(key))
                : change(key, cause -> cause.pending().failed(notice, clock.instant()), TRIES);
    }

    /**
     * Changes what is known of a cause, whoever changes it at the same time.
     *
     * @return false if {@code change} found nothing to do, or others were always faster
     */
    private Uni<Boolean> change(String key, Predicate<Cause> change, int tries) {
        Optional<Row> known = Optional.ofNullable(rows.get(key));
        Cause cause = Cause.of(key, known.map(Row::value));
        if (tries == 0 || !change.test(cause)) {
            return Uni.createFrom().item(false);
        }
        return records.put(KIND, key, cause.row(), known.map(Row::version)).flatMap(written -> {
            written.ifPresent(row -> rows.put(key, row));
            return written.isPresent()
                    ? Uni.createFrom().item(true)
                    : records.find(KIND, key)
                            .invoke(found -> found.ifPresent(row -> rows.put(key, row)))
                            .flatMap(found -> change(key, change, tries - 1));
        });
    }

    /** Begins, if anybody is to be told; else nothing of it is made. */
    static final class Start {

        private static final int AFTER_THE_CHECK_OF_SETTINGS = 5000;

        void begin(
                @Observes @Priority(AFTER_THE_CHECK_OF_SETTINGS) StartupEvent start,
                NoticeSettings settings,
                Instance<Notices> notices) {
            if (settings.isOn()) {
                notices.get().comeAgain();
            }
        }
    }
}
