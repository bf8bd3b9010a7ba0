package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryLedgerStoreTest extends LedgerContract {

    private final MemoryLedgerStore store = new MemoryLedgerStore(LeaseTerm.USUAL, clock);

    @Override
    protected LedgerStore store() {
        return store;
    }

    @Test
    void itsSizeIsBoundedAndWhatIsInFlightIsNeverForgotten() {
        Mark mark = new Mark(Changes.HOUR, "hr", Optional.empty());
        LedgerEntry quiet = LedgerEntry.of(new History(Mark.NONE, Mark.NONE, mark, SeenEvents.NONE));
        write("in-flight", LedgerEntry.NONE.leasedTo("1", clock.instant().plusSeconds(1), Optional.empty()));
        for (int i = 0; i < MemoryLedgerStore.MOST_ORGANIZATIONS + 100; i++) {
            write("o-" + i, quiet);
        }

        assertThat(store.size()).isEqualTo(MemoryLedgerStore.MOST_ORGANIZATIONS);
        assertThat(store.known(key("in-flight")).flatMap(LedgerStore.Found::version))
                .isPresent();
        assertThat(store.known(key("o-0"))).isEqualTo(Optional.of(LedgerStore.Found.NOTHING));
    }

    private void write(String organization, LedgerEntry entry) {
        store.write(key(organization), LedgerStore.Found.NOTHING, entry).await().indefinitely();
    }
}
