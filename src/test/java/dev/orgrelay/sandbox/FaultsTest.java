package dev.orgrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private static final String SEATTLE = "/api/organizations/seattle";

    private final Faults faults = new Faults();

    @ParameterizedTest
    @CsvSource({
        "*, GET, true",
        "PUT, PUT, true",
        "PUT, GET, false",
        "PUT /api/organizations/seattle, PUT, true",
        "PUT /api/organizations/sea, PUT, true",
        "* /api/organizations/, DELETE, true",
        "PUT /api/organizations/spokane, PUT, false",
        "GET /api/organizations/seattle, PUT, false"
    })
    void aRuleHitsWhatItMatches(String match, String method, boolean hit) {
        faults.replace(List.of(rule(match, OptionalInt.empty(), 1, 0)));

        assertThat(faults.strike(method, SEATTLE).isPresent()).isEqualTo(hit);
    }

    @Test
    void aRuleIsSpentAndThenGone() {
        faults.replace(List.of(rule("PUT", OptionalInt.of(2), 1, 0)));

        assertThat(faults.strike("PUT", SEATTLE)).isPresent();
        assertThat(faults.remaining()).extracting(FaultRule::times).containsExactly(OptionalInt.of(1));
        assertThat(faults.strike("PUT", SEATTLE)).isPresent();
        assertThat(faults.remaining()).isEmpty();
        assertThat(faults.strike("PUT", SEATTLE)).isEmpty();
    }

    @Test
    void aRuleWithoutTimesLasts() {
        faults.replace(List.of(rule("PUT", OptionalInt.empty(), 1, 0)));

        assertThat(hits(1000)).isEqualTo(1000);
    }

    @Test
    void theFirstRuleThatMatchesCounts() {
        FaultRule once = rule("PUT", OptionalInt.of(1), 1, 1);
        FaultRule always = rule("*", OptionalInt.empty(), 1, 2);
        faults.replace(List.of(once, always));

        assertThat(faults.strike("PUT", SEATTLE)).contains(once);
        assertThat(faults.strike("PUT", SEATTLE)).contains(always);
    }

    @Test
    void aRuleWhoseDrawFailsLeavesTheRequestToTheNext() {
        FaultRule never = rule("*", OptionalInt.empty(), 0, 0);
        FaultRule always = rule("*", OptionalInt.empty(), 1, 0);
        faults.replace(List.of(never, always));

        assertThat(faults.strike("GET", SEATTLE)).contains(always);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        FaultRule sometimes = rule("*", OptionalInt.empty(), 0.3, 42);

        List<Boolean> first = draws(sometimes);

        assertThat(draws(sometimes)).isEqualTo(first);
        assertThat(first.stream().filter(hit -> hit).count()).isBetween(250L, 350L);
        assertThat(draws(rule("*", OptionalInt.empty(), 0.3, 43))).isNotEqualTo(first);
    }

    @Test
    void newRulesReplaceTheOld() {
        faults.replace(List.of(rule("PUT", OptionalInt.empty(), 1, 0)));
        faults.replace(List.of());

        assertThat(faults.strike("PUT", SEATTLE)).isEqualTo(Optional.empty());
    }

    private List<Boolean> draws(FaultRule rule) {
        faults.replace(List.of(rule));
        return IntStream.range(0, 1000)
                .mapToObj(i -> faults.strike("PUT", SEATTLE).isPresent())
                .toList();
    }

    private long hits(int requests) {
        return IntStream.range(0, requests)
                .filter(i -> faults.strike("PUT", SEATTLE).isPresent())
                .count();
    }

    private static FaultRule rule(String match, OptionalInt times, double probability, long seed) {
        return new FaultRule(
                FaultMatch.of(match),
                FaultAction.STATUS,
                OptionalInt.of(503),
                Optional.empty(),
                Optional.empty(),
                false,
                times,
                0,
                probability,
                seed);
    }
}
