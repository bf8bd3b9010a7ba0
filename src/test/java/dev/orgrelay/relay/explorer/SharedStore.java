package dev.orgrelay.relay.explorer;

import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.Lease;
import dev.orgrelay.relay.LeaseTerm;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.LedgerStore;
import dev.orgrelay.relay.Silence;
import dev.orgrelay.relay.StoreException;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The one entry that all instances share. Writes wait until they are let through. Reads do not: whatever may happen before one may as well happen before
 * what led to it.
 */
final class SharedStore {

    private static final Lease OLD = new Lease("old/0", Event.START, Optional.empty());

    private final Doubles doubles;
    private final LongSupplier seconds;
    private final List<Copy> copies = new ArrayList<>();
    private final List<Write> pending = new ArrayList<>();
    private LedgerStore.Found current = LedgerStore.Found.NOTHING;
    private int versions;

    SharedStore(Doubles doubles, LongSupplier seconds) {
        this.doubles = doubles;
        this.seconds = seconds;
    }

    /** A write on its way. */
    record Write(
            Copy by, LedgerStore.Found from, LedgerEntry to, CompletableFuture<Optional<LedgerStore.Found>> answer) {}

    LedgerEntry entry() {
        return current.entry();
    }

    /** Whose intentions are in the entry. */
    Stream<String> inDoubt() {
        return Stream.concat(
                        current.entry().open().stream(), current.entry().lease().flatMap(Lease::intention).stream())
                .flatMap(intention -> intention.mark().event().stream());
    }

    boolean isCurrent(LedgerStore.Found found) {
        return found.version().equals(current.version());
    }

    List<Write> pending() {
        return pending;
    }

    /** The store as seen by another instance. */
    Copy copy(Seen seen) {
        Copy copy = new Copy(seen);
        copies.add(copy);
        return copy;
    }

    void forget(Copy crashed) {
        copies.remove(crashed);
        pending.removeIf(write -> write.by() == crashed);
    }

    /** As {@code reader} sees it. */
    String text(LedgerEntry entry, Copy reader) {
        return EntryText.of(entry, seconds.getAsLong(), lease -> leaseName(lease, reader));
    }

    private String leaseName(String lease, Copy reader) {
        if (reader.isOwn(lease)) {
            return reader.leaseName(lease);
        }
        return copies.stream().anyMatch(copy -> copy.isOwn(lease)) ? "other" : "of nobody";
    }

    /** Carries out a write. */
    void release(int index) {
        Write write = pending.remove(index);
        Optional<LedgerStore.Found> written = carryOut(write);
        write.by().known = written.filter(found -> found.version().isPresent());
        write.by().seen.add("p");
        written.ifPresent(found -> write.by().seen.wrote(text(found.entry(), write.by())));
        write.answer().complete(written);
    }

    /** Carries out a write or does not, and gives no answer. */
    void releaseUnheard(int index, boolean isCarriedOut) {
        Write write = pending.remove(index);
        if (isCarriedOut) {
            carryOut(write);
        }
        write.by().known = Optional.empty();
        write.by().seen.add("x");
        write.answer().completeExceptionally(new StoreException(Cause.NO_STORAGE, "there was no answer"));
    }

    private Optional<LedgerStore.Found> carryOut(Write write) {
        if (!isCurrent(write.from()) && !doubles.overwrites(write.from().entry(), write.to())) {
            return Optional.empty();
        }
        LedgerEntry entry = doubles.written(current.entry(), write.to());
        current = entry.equals(LedgerEntry.NONE)
                ? LedgerStore.Found.NOTHING
                : LedgerStore.Found.of(entry, Integer.toString(++versions));
        return Optional.of(current);
    }

    private static LedgerEntry oldCopy(LedgerEntry entry) {
        LedgerEntry history = LedgerEntry.of(entry.history());
        return entry.equals(history)
                ? entry
                : new LedgerEntry(entry.history(), List.of(), Optional.empty(), Optional.of(OLD), Silence.NONE);
    }

    private static int number(String lease) {
        return Integer.parseInt(lease.substring(lease.indexOf('/') + 1));
    }

    /** The store as one instance sees it. */
    final class Copy implements LedgerStore {

        private final Seen seen;
        private String lastLease = "none/0";
        private Optional<Found> known = Optional.empty();
        private Optional<String> lastRead = Optional.empty();

        Copy(Seen seen) {
            this.seen = seen;
        }

        private boolean isOwn(String lease) {
            return lease.startsWith(lastLease.substring(0, lastLease.indexOf('/')));
        }

        /** Leases are told apart by how long ago they were made. */
        private String leaseName(String id) {
            return "own " + (number(lastLease) - number(id));
        }

        /** Of a copy that is old and not quiet only the history counts: a change reads the entry itself, then. */
        void appendTo(StringBuilder text) {
            known.ifPresent(found ->
                    text.append(isCurrent(found)).append(isCurrent(found) ? "" : text(oldCopy(found.entry()), this)));
            pending.stream().filter(write -> write.by() == this).forEach(write -> text.append(isCurrent(write.from()))
                    .append(text(write.to(), this)));
        }

        /** Whether nothing was written since this instance read. */
        boolean isUpToDate() {
            return lastRead.equals(current.version());
        }

        Optional<Found> known() {
            return known;
        }

        @Override
        public Optional<Found> known(LedgerKey key) {
            return known.map(found -> new Found(doubles.known(found.entry()), found.version()));
        }

        @Override
        public Uni<Found> read(LedgerKey key) {
            return Uni.createFrom().item(() -> {
                Found found = current;
                known = Optional.of(found).filter(read -> read.version().isPresent());
                lastRead = found.version();
                seen.add("r" + text(found.entry(), this));
                return found;
            });
        }

        @Override
        public Uni<Optional<Found>> write(LedgerKey key, Found from, LedgerEntry to) {
            Optional<String> before = from.entry().lease().map(Lease::id);
            to.lease()
                    .map(Lease::id)
                    .filter(id -> before.filter(id::equals).isEmpty())
                    .ifPresent(id -> lastLease = id);
            return Uni.createFrom().completionStage(() -> {
                CompletableFuture<Optional<Found>> answer = new CompletableFuture<>();
                pending.add(new Write(this, from, to, answer));
                return answer;
            });
        }

        @Override
        public LeaseTerm term() {
            return LeaseTerm.USUAL;
        }
    }
}
