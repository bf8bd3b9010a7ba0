package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryDeadLettersTest extends DeadLettersContract {

    @Override
    protected DeadLetters place() {
        return new MemoryDeadLetters();
    }

    @Test
    void theNewestStayWhenThereAreTooMany() {
        DeadLetters letters = place();
        for (int i = 0; i < MemoryDeadLetters.MOST + 10; i++) {
            letters.keep(DeadLetter.of(Changes.rename("seattle", "Seattle", i), "reason " + i, Changes.HOUR))
                    .await()
                    .indefinitely();
        }

        assertThat(letters.count().await().indefinitely()).isEqualTo(MemoryDeadLetters.MOST);
        assertThat(letters.list(Optional.empty(), 1)
                        .await()
                        .indefinitely()
                        .letters()
                        .get(0)
                        .reason())
                .isEqualTo("reason 10");
    }
}
