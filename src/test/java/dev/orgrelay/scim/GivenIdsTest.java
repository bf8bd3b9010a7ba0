package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.relay.Records;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids that are never given again. */
class GivenIdsTest {

    private final Records records = Records.inMemory();
    private final GivenIds one = new GivenIds(records);
    private final GivenIds other = new GivenIds(records);

    @Test
    void ofTwoInstancesOneGivesAnId() {
        assertThat(await(one.give("hr", Set.of("a", "b")))).containsExactlyInAnyOrder("a", "b");
        assertThat(await(other.give("hr", Set.of("b", "c")))).containsExactly("c");
        assertThat(await(one.give("hr", Set.of("c")))).isEmpty();
        assertThat(await(one.give("other", Set.of("c")))).containsExactly("c");
    }

    @Test
    void manyStandInSeveralRows() {
        Set<String> many = ids(0, 3 * GivenIds.MOST + 1);
        assertThat(await(one.give("hr", many))).isEqualTo(many);
        assertThat(await(other.give("hr", ids(100, 3 * GivenIds.MOST + 2))))
                .containsExactlyInAnyOrderElementsOf(ids(3 * GivenIds.MOST + 1, 3 * GivenIds.MOST + 2));
        assertThat(await(one.give("hr", ids(0, 3 * GivenIds.MOST + 3))))
                .containsExactlyElementsOf(ids(3 * GivenIds.MOST + 2, 3 * GivenIds.MOST + 3));
        assertThat(await(records.list("scim-ids", Optional.empty())).rows())
                .hasSize(4)
                .allMatch(row -> row.value().toString().length() < 30_000);
    }

    private static Set<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "%048d".formatted(i)).collect(Collectors.toSet());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
