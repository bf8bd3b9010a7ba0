package dev.orgrelay.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.KeyedLocks;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.Records.Row;
import dev.orgrelay.relay.StoreException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The right to reconcile an application. Within this instance one run has it after the other; among instances that share {@link Records} the one whose row it is has
 * it, and the others fail with a {@link StoreException}. A row that is not renewed runs out, so an instance that crashes holds up the others for {@link #TERM}.
 */
@ApplicationScoped
class ReconcileLeases {

    static final String KIND = "reconcile-lease";
    static final Duration TERM = Duration.ofMinutes(1);

    private static final String UNTIL = "until";
    private static final Duration RENEWED_AFTER = Duration.ofSeconds(20);
    private static final int MOST_WAITING = 100;
    private static final int TRIES = 3;

    private final Records records;
    private final Scheduler scheduler;
    private final Clock clock;
    private final KeyedLocks<String> locks = new KeyedLocks<>(MOST_WAITING);

    ReconcileLeases(Records records, Scheduler scheduler, Clock clock) {
        this.records = records;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Does {@code work} as soon as nobody else of this instance reconciles the application. */
    <T> Uni<T> inTurn(String application, Supplier<Uni<T>> work) {
        return locks.inTurn(application, () -> leased(application, work), () -> {
            throw busy(application, "more reconciles wait for it than can be done in time");
        });
    }

    private <T> Uni<T> leased(String application, Supplier<Uni<T>> work) {
        return take(application, UUID.randomUUID().toString())
                .flatMap(lease ->
                        Uni.createFrom().<T>deferred(work::get).onTermination().call(() -> lease.giveBack(TRIES)));
    }

    private Uni<Lease> take(String application, String holder) {
        Instant now = clock.instant();
        return records.find(KIND, application).flatMap(seen -> {
            if (seen.filter(row -> row.time(UNTIL).isAfter(now)).isPresent()) {
                throw busy(application, "another instance reconciles it");
            }
            return records.put(KIND, application, value(holder), seen.map(Row::version))
                    .map(taken -> new Lease(
                            holder, taken.orElseThrow(() -> busy(application, "another instance reconciles it"))));
        });
    }

    private ObjectNode value(String holder) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("holder", holder)
                .put(UNTIL, clock.instant().plus(TERM).toString());
    }

    private static StoreException busy(String application, String why) {
        return new StoreException(Cause.BUSY, "'" + application + "' is not reconciled now: " + why);
    }

    /** One right, renewed until it is given back. */
    private final class Lease {

        private final String holder;
        private volatile Row row;
        private volatile Runnable timer;

        Lease(String holder, Row taken) {
            this.holder = holder;
            this.row = taken;
            this.timer = scheduler.after(RENEWED_AFTER, this::renew);
        }

        /** If the records cannot be reached, the next try is at the next time; meanwhile it runs on. */
        private void renew() {
            timer = scheduler.after(RENEWED_AFTER, this::renew);
            records.put(KIND, row.key(), value(holder), Optional.of(row.version()))
                    .subscribe()
                    .with(renewed -> renewed.ifPresentOrElse(next -> row = next, timer), failure -> {});
        }

        /** It may be renewed at the same moment. If it cannot be given back, it runs out. */
        Uni<Boolean> giveBack(int tries) {
            timer.run();
            return records.find(KIND, row.key())
                    .map(found -> found.filter(
                            mine -> mine.value().path("holder").asText().equals(holder)))
                    .flatMap(mine -> mine.map(records::remove)
                            .orElseGet(() -> Uni.createFrom().item(true)))
                    .flatMap(isGone -> isGone || tries <= 1 ? Uni.createFrom().item(isGone) : giveBack(tries - 1))
                    .onFailure()
                    .recoverWithItem(false);
        }
    }
}
