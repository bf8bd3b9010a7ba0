package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Senders that deliver to any instance, and again on anything but 200 and 202, like Event Grid, only faster. */
final class Senders implements AutoCloseable {

    private static final int AT_ONCE = 12;
    private static final int LONGEST_WAIT = 1_000;
    private static final int FIRST_WAIT = 50;
    private static final double GIVES_UP = 0.01;

    private final Landscape landscape;
    private final String way;
    private final Duration patience;
    private final Queue<Delivery> fresh;
    private final int deliveries;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(AT_ONCE);
    private final Answers answers = new Answers();
    private final Map<Integer, Span> underWay = new ConcurrentHashMap<>();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();

    /**
     * @param way what the names of the sources end with
     * @param patience how long a delivery is tried; some give up earlier
     */
    Senders(Landscape landscape, String way, List<Delivery> deliveries, Duration patience) {
        this.landscape = landscape;
        this.way = way;
        this.patience = patience;
        this.fresh = new ConcurrentLinkedQueue<>(deliveries);
        this.deliveries = deliveries.size();
    }

    void start() {
        for (int i = 0; i < AT_ONCE; i++) {
            threads.execute(this::sendNext);
        }
    }

    /** How much of everything was taken, from 0 to 1. */
    double progress() {
        return (double) accepted.get() / deliveries;
    }

    boolean areDone() {
        return accepted.get() == deliveries;
    }

    Answers answers() {
        return answers;
    }

    /** When the event with {@code number} was sent for the first time, and answered or given up for the last. */
    Span underWay(int number) {
        return underWay.get(number);
    }

    /** Answers that no sender should ever get. */
    Set<String> unexpected() {
        return unexpected;
    }

    String counts() {
        return deliveries + " deliveries, " + (attempts.get() - deliveries) + " redeliveries, " + givenUp
                + " given up, " + answers.heard("refused").size()
                + " events refused";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void sendNext() {
        Delivery next = fresh.poll();
        if (next != null) {
            send(next, FIRST_WAIT, Instant.now());
            threads.execute(this::sendNext);
        }
    }

    private void send(Delivery delivery, int wait, Instant begun) {
        attempts.incrementAndGet();
        Instant sent = Instant.now();
        Http.Answer answer = delivery.sendTo(landscape.anyUrl(), way);
        Span taken = new Span(sent, Instant.now());
        delivery.steps().forEach(step -> underWay.merge(step.number(), taken, Span::and));
        if (answer.status() == 200 || answer.status() == 202) {
            remember(delivery, answer.json().path("outcomes"));
            return;
        }
        if (answer.status() != Http.NOBODY && answer.status() != 503) {
            unexpected.add(answer.status() + " " + answer.body());
        }
        if (givesUp(begun)) {
            givenUp.incrementAndGet();
            accepted.incrementAndGet();
            return;
        }
        int longer = Math.min(wait * 2, LONGEST_WAIT);
        threads.schedule(() -> send(delivery, longer, begun), wait, TimeUnit.MILLISECONDS);
    }

    private boolean givesUp(Instant begun) {
        return Instant.now().isAfter(begun.plus(patience))
                || ThreadLocalRandom.current().nextDouble() < GIVES_UP;
    }

    private void remember(Delivery delivery, JsonNode outcomes) {
        if (outcomes.size() != delivery.steps().size()) {
            unexpected.add(delivery.steps().size() + " events, but " + outcomes.size() + " outcomes");
        }
        answers.remember(outcomes);
        accepted.incrementAndGet();
    }
}
