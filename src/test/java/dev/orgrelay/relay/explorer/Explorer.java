package dev.orgrelay.relay.explorer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a cluster through every schedule, shortest first. A schedule is replayed from its beginning each time it branches; what leads to a state that was
 * seen before is not followed further.
 */
final class Explorer {

    private final Configuration configuration;
    private final Schedules schedules;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Fingerprint, State> states = new HashMap<>();
    private final List<int[]> edges = new ArrayList<>();
    private final BitSet ends = new BitSet();
    private int steps;

    /** How a state was come to first. */
    private record Node(int parent, Choice choice, int faultsLeft, int state) {}

    private record State(int number, int faultsLeft, int node) {}

    private record Fingerprint(long high, long low) {}

    record Result(int states, int steps, Optional<Violation> violation) {}

    Explorer(Configuration configuration, Doubles doubles) {
        this.configuration = configuration;
        this.schedules = new Schedules(configuration, doubles);
    }

    /** Explores until something is violated, or there is nothing new. */
    Result run() {
        nodes.add(new Node(-1, null, configuration.faults(), 0));
        states.put(fingerprint(schedules.replay(List.of()).text()), new State(0, configuration.faults(), 0));
        for (int node = 0; node < nodes.size(); node++) {
            Optional<Violation> violation = expand(node);
            if (violation.isPresent()) {
                return new Result(states.size(), steps, violation);
            }
        }
        return new Result(states.size(), steps, withoutEnd());
    }

    private Optional<Violation> expand(int node) {
        int left = nodes.get(node).faultsLeft();
        List<Choice> path = path(node);
        Optional<Steps> fresh = Optional.of(schedules.replay(path));
        List<Choice> choices = fresh.get().possible();
        for (Choice choice : choices) {
            if (choice.kind().isFault() && left == 0) {
                continue;
            }
            Steps at = fresh.orElseGet(() -> schedules.replay(path));
            fresh = Optional.empty();
            at.take(choice);
            steps++;
            Optional<String> violation = schedules.cluster().oracle().violation();
            if (violation.isPresent()) {
                return violation.map(what -> new Violation(what, schedules.describe(with(path, choice))));
            }
            arrive(node, choice, choice.kind().isFault() ? left - 1 : left, fingerprint(at.text()));
        }
        return Optional.empty();
    }

    private void arrive(int from, Choice choice, int faultsLeft, Fingerprint fingerprint) {
        State known = states.get(fingerprint);
        int number = known == null ? states.size() : known.number();
        if (known == null || known.faultsLeft() < faultsLeft) {
            states.put(fingerprint, new State(number, faultsLeft, known == null ? nodes.size() : known.node()));
            nodes.add(new Node(from, choice, faultsLeft, number));
        }
        if (!choice.kind().isFault()) {
            edges.add(new int[] {nodes.get(from).state(), number});
        }
        if (schedules.cluster().isOver()) {
            ends.set(number);
        }
    }

    /** Always an end: from every state, what is no fault leads to one. */
    private Optional<Violation> withoutEnd() {
        Map<Integer, List<Integer>> before = new HashMap<>();
        edges.forEach(
                edge -> before.computeIfAbsent(edge[1], to -> new ArrayList<>()).add(edge[0]));
        BitSet good = (BitSet) ends.clone();
        Deque<Integer> queue = new ArrayDeque<>();
        ends.stream().forEach(queue::add);
        while (!queue.isEmpty()) {
            for (int from : before.getOrDefault(queue.remove(), List.of())) {
                if (!good.get(from)) {
                    good.set(from);
                    queue.add(from);
                }
            }
        }
        return states.values().stream()
                .filter(state -> !good.get(state.number()))
                .min((one, other) -> Integer.compare(one.node(), other.node()))
                .map(state -> new Violation("no end", schedules.describe(path(state.node()))));
    }

    private List<Choice> path(int node) {
        Deque<Choice> path = new ArrayDeque<>();
        for (int at = node; nodes.get(at).parent() >= 0; at = nodes.get(at).parent()) {
            path.addFirst(nodes.get(at).choice());
        }
        return List.copyOf(path);
    }

    private static List<Choice> with(List<Choice> path, Choice last) {
        List<Choice> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    private static Fingerprint fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return new Fingerprint(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
