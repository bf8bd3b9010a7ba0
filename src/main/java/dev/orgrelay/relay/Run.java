package dev.orgrelay.relay;

import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Concern;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small graph, carried out: each node as soon as all that it waits for have ended, the first ones first, several at once.
 *
 * <p>A node that fails holds what can only succeed after it, and nothing else. Once the application or this instance is not available, nothing more is tried:
 * the rest ends with the same outcome. A run goes on when nobody listens any more: to stop in the middle would help nobody.
 */
public final class Run {

    /** What is carried out. Nodes are numbered from 0, and wait for lower numbers only. Some may be added until the last one has ended. */
    public interface Graph {

        int size();

        /** Those that must have ended before {@code node}, well or not. */
        default Set<Integer> waitsFor(int node) {
            return Set.of();
        }

        /** Those of them without whose success {@code node} cannot succeed. */
        default Set<Integer> after(int node) {
            return Set.of();
        }

        /** What becomes of those after {@code failed}, which ended with {@code outcome}: they are not tried. */
        default Outcome held(int failed, Outcome outcome) {
            return outcome;
        }

        Uni<Outcome> carryOut(int node);

        /** {@code node} has ended, tried or not. Told of one after the other. */
        void ended(int node, Outcome outcome);
    }

    private static final class Node {

        private final int number;
        private final List<Node> next = new ArrayList<>();
        private Optional<Outcome> held = Optional.empty();
        private int awaited;

        Node(int number) {
            this.number = number;
        }
    }

    private static final Set<Concern> OF_ALL = EnumSet.of(Concern.THIS_APPLICATION, Concern.THIS_INSTANCE);

    private final Graph graph;
    private final int mostAtOnce;
    private final List<Node> nodes = new ArrayList<>();
    private final Queue<Node> ready = new PriorityQueue<>(Comparator.comparingInt((Node node) -> node.number));
    private final AtomicInteger calls = new AtomicInteger();
    private Optional<Outcome> obstacle = Optional.empty();
    private boolean isDoubtful;
    private int underWay;
    private int ended;

    /** @param mostAtOnce how many nodes are under way at the same time */
    public Run(Graph graph, int mostAtOnce) {
        this.graph = graph;
        this.mostAtOnce = mostAtOnce;
    }

    /** Begins when somebody subscribes, once; completes when all nodes have ended. */
    public Uni<Void> run() {
        return Uni.createFrom().emitter(emitter -> proceed(() -> emitter.complete(null)));
    }

    /** Nodes may end while others are begun, so only one caller at a time begins some, and looks again if it was called meanwhile. */
    private void proceed(Runnable end) {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        do {
            for (Optional<Node> next = next(end); next.isPresent(); next = next(end)) {
                begin(next.get(), end);
            }
        } while (calls.decrementAndGet() > 0);
    }

    private synchronized Optional<Node> next(Runnable end) {
        while (nodes.size() < graph.size()) {
            add(new Node(nodes.size()));
        }
        if (ended == nodes.size()) {
            end.run();
        }
        if (ready.isEmpty() || underWay >= mostAtOnce) {
            return Optional.empty();
        }
        underWay++;
        Node node = ready.remove();
        node.held = obstacle;
        return Optional.of(node);
    }

    private void add(Node node) {
        nodes.add(node);
        Set<Integer> before = graph.waitsFor(node.number);
        before.forEach(number -> nodes.get(number).next.add(node));
        node.awaited = before.size();
        if (before.isEmpty()) {
            ready.add(node);
        }
    }

    private void begin(Node node, Runnable end) {
        node.held
                .map(outcome -> Uni.createFrom().item(outcome))
                .orElseGet(() -> Uni.createFrom().deferred(() -> graph.carryOut(node.number)))
                .onFailure()
                .recoverWithItem(Run::trouble)
                .subscribe()
                .with(outcome -> {
                    end(node, outcome);
                    proceed(end);
                });
    }

    private static Outcome trouble(Throwable failure) {
        return new Deferred(Cause.NO_ANSWER, "it could not be tried: " + FailureText.of(failure));
    }

    private synchronized void end(Node node, Outcome outcome) {
        underWay--;
        learn(outcome);
        conclude(node, outcome, outcome.isDone() ? Optional.empty() : Optional.of(graph.held(node.number, outcome)));
    }

    /** What may be due to the node itself counts only when two come in a row: what IoT Central cannot digest must not hold up the others. */
    private void learn(Outcome outcome) {
        boolean isSecond = isDoubtful;
        isDoubtful = outcome.isDeferredFor(Cause.NO_ANSWER);
        boolean isOfAll = outcome instanceof Deferred deferred
                && OF_ALL.contains(deferred.cause().concern());
        if (isOfAll || isDoubtful && isSecond) {
            obstacle = Optional.of(outcome);
        }
    }

    /** What is held ends in its turn, too: those behind it must not overtake what it waits for. */
    private void conclude(Node node, Outcome outcome, Optional<Outcome> ofThoseAfter) {
        ended++;
        graph.ended(node.number, outcome);
        for (Node next : node.next) {
            if (ofThoseAfter.isPresent() && graph.after(next.number).contains(node.number)) {
                next.held = next.held.or(() -> ofThoseAfter);
            }
            if (--next.awaited == 0) {
                next.held.ifPresentOrElse(held -> conclude(next, held, next.held), () -> ready.add(next));
            }
        }
    }
}
