package dev.orgrelay.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Random;

/** The rules by which the sandbox fails. A request is hit by one rule at most: the first that matches and whose draw says so. */
final class Faults {

    private final List<Armed> armed = new ArrayList<>();

    /** Forgets the old rules and takes these. */
    synchronized void replace(List<FaultRule> rules) {
        armed.clear();
        rules.forEach(rule -> armed.add(new Armed(rule, new Random(rule.seed()))));
    }

    /** The rule that hits a request, which is spent once by this. */
    synchronized Optional<FaultRule> strike(String method, String path) {
        for (ListIterator<Armed> candidates = armed.listIterator(); candidates.hasNext(); ) {
            Armed candidate = candidates.next();
            if (candidate.hits(method, path)) {
                spend(candidate, candidates);
                return Optional.of(candidate.rule());
            }
        }
        return Optional.empty();
    }

    /** The rules that are not used up, with the times that they have left. */
    synchronized List<FaultRule> remaining() {
        return armed.stream().map(Armed::rule).toList();
    }

    private static void spend(Armed candidate, ListIterator<Armed> position) {
        if (candidate.rule().lasts()) {
            position.set(new Armed(candidate.rule().spent(), candidate.random()));
        } else {
            position.remove();
        }
    }

    private record Armed(FaultRule rule, Random random) {

        boolean hits(String method, String path) {
            return rule.match().matches(method, path) && random.nextDouble() < rule.probability();
        }
    }
}
