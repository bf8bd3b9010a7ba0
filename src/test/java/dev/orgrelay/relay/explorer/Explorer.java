package dev.orgrelay.relay.explorer;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.OpenApplication;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes a cluster through every schedule, shortest first. A schedule is replayed from its beginning each time it branches; what leads to a state that was
 * seen before is not followed further.
 */
final class Explorer {

    private final Configuration configuration;
    private final Doubles doubles;
    private final List<Applications> applications =
            IntStream.range(0, 2).mapToObj(this::application).toList();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Fingerprint, State> states = new HashMap<>();
    private final List<int[]> edges = new ArrayList<>();
    private final BitSet ends = new BitSet();
    private Cluster cluster;
    private int steps;

    /** How a state was come to first. */
    private record Node(int parent, Choice choice, int faultsLeft, int state) {}

    private record State(int number, int faultsLeft, int node) {}

    private record Fingerprint(long high, long low) {}

    /** @param schedule step by step, and the state at its end */
    record Violation(String what, List<String> schedule) {

        @Override
        public String toString() {
            return what + "\n  " + String.join("\n  ", schedule);
        }
    }

    record Result(int states, int steps, Optional<Violation> violation) {}

    Explorer(Configuration configuration, Doubles doubles) {
        this.configuration = configuration;
        this.doubles = doubles;
    }

    private Applications application(int index) {
        return OpenApplication.answeredBy(
                (method, organization, body) -> cluster.request(index, method, organization, body));
    }

    /** Explores until something is violated, or there is nothing new. */
    Result run() {
        nodes.add(new Node(-1, null, configuration.faults(), 0));
        states.put(fingerprint(replay(0)), new State(0, configuration.faults(), 0));
        for (int node = 0; node < nodes.size(); node++) {
            if (node > 0 && node % 5000 == 0) { System.err.println(nodes.size() + " " + path(node).size()); if (node == 300000) return new Result(states.size(), steps, Optional.of(new Violation("deep", describe(node, Optional.empty())))); }
            Optional<Violation> violation = expand(node);
            if (violation.isPresent()) {
                return new Result(states.size(), steps, violation);
            }
        }
        return new Result(states.size(), steps, withoutEnd());
    }

    private Optional<Violation> expand(int node) {
        int left = nodes.get(node).faultsLeft();
        List<Choice> choices = replay(node).possible();
        boolean isFresh = true;
        for (Choice choice : choices) {
            if (choice.kind().isFault() && left == 0) {
                continue;
            }
            Steps at = isFresh ? new Steps(cluster) : replay(node);
            isFresh = false;
            at.take(choice);
            steps++;
            if (cluster.oracle().violation().isPresent()) {
                String what = cluster.oracle().violation().get();
                return Optional.of(new Violation(what, describe(node, Optional.of(choice))));
            }
            arrive(node, choice, choice.kind().isFault() ? left - 1 : left, fingerprint(at));
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
        if (cluster.isOver()) {
            ends.set(number);
        }
    }

    /** Always an end: from every state, what is no fault leads to one. */
    private Optional<Violation> withoutEnd() {
        Map<Integer, List<Integer>> before = new HashMap<>();
        edges.forEach(edge -> before.computeIfAbsent(edge[1], to -> new ArrayList<>()).add(edge[0]));
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
                .map(state -> new Violation("no end", describe(state.node(), Optional.empty())));
    }

    private Steps replay(int node) {
        cluster = new Cluster(configuration, doubles, applications);
        Steps at = new Steps(cluster);
        path(node).forEach(at::take);
        return at;
    }

    private List<Choice> path(int node) {
        Deque<Choice> path = new ArrayDeque<>();
        for (int at = node; nodes.get(at).parent() >= 0; at = nodes.get(at).parent()) {
            path.addFirst(nodes.get(at).choice());
        }
        return List.copyOf(path);
    }

    private List<String> describe(int node, Optional<Choice> last) {
        List<Choice> path = new ArrayList<>(path(node));
        last.ifPresent(path::add);
        cluster = new Cluster(configuration, doubles, applications);
        Steps at = new Steps(cluster);
        List<String> lines = new ArrayList<>();
        for (Choice choice : path) {
            String what = StepText.of(choice, cluster);
            at.take(choice);
            lines.add(what + StepText.after(cluster));
        }
        return lines;
    }

    private Fingerprint fingerprint(Steps at) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(cluster.text().getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return new Fingerprint(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
