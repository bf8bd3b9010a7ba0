package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Senders that deliver to any instance, and again on anything but 200 and 202, like Event Grid, only faster. */
final class Senders implements AutoCloseable {

    /** What became of an event in one delivery. */
    record Ending(String outcome, String deadLetter) {}

    private static final int AT_ONCE = 12;
    private static final int LONGEST_WAIT = 1_000;
    private static final int FIRST_WAIT = 50;
    private static final double GIVES_UP = 0.01;

    private final Landscape landscape;
    private final String way;
    private final Optional<Duration> patience;
    private final Queue<Delivery> fresh;
    private final int deliveries;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(AT_ONCE);
    private final Map<Integer, List<Ending>> endings = new ConcurrentHashMap<>();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();

    /**
     * @param way what the names of the sources end with
     * @param patience how long a delivery is tried; some give up earlier. Empty for ever
     */
    Senders(Landscape landscape, String way, List<Delivery> deliveries, Optional<Duration> patience) {
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

    /** How often each event was answered with what, by its number. */
    Map<Integer, List<Ending>> endings() {
        return endings;
    }

    /** The numbers of the events that were applied, or overtaken. */
    Set<Integer> certain() {
        Set<Integer> numbers = new HashSet<>();
        endings.forEach((number, all) -> {
            if (all.stream().map(Ending::outcome).anyMatch(Set.of("applied", "duplicate", "stale")::contains)) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    /** Answers that no sender should ever get. */
    Set<String> unexpected() {
        return unexpected;
    }

    String counts() {
        return deliveries + " deliveries, " + (attempts.get() - deliveries) + " redeliveries, " + givenUp
                + " given up, " + heard("refused") + " events refused";
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
        Map<String, String> headers = new HashMap<>(Landscape.SOURCES.get(delivery.source()));
        headers.put("content-type", "application/cloudevents-batch+json");
        Http.Answer answer = Http.call(
                "POST", landscape.anyUrl() + "/api/events/" + delivery.source() + way, delivery.body(), headers);
        if (answer.status() == 200 || answer.status() == 202) {
            remember(delivery, answer.json().path("outcomes"));
            return;
        }
        if (answer.status() != Http.NOBODY && answer.status() != 503) {
            unexpected.add(answer.status() + " " + answer.body());
        }
        if (patience.isPresent() && givesUp(begun)) {
            givenUp.incrementAndGet();
            accepted.incrementAndGet();
            return;
        }
        int longer = Math.min(wait * 2, LONGEST_WAIT);
        threads.schedule(() -> send(delivery, longer, begun), wait, TimeUnit.MILLISECONDS);
    }

    private boolean givesUp(Instant begun) {
        return Instant.now().isAfter(begun.plus(patience.orElseThrow()))
                || ThreadLocalRandom.current().nextDouble() < GIVES_UP;
    }

    private long heard(String outcome) {
        return endings.values().stream()
                .filter(all -> all.stream().anyMatch(ending -> ending.outcome().equals(outcome)))
                .count();
    }

    private void remember(Delivery delivery, JsonNode outcomes) {
        if (outcomes.size() != delivery.steps().size()) {
            unexpected.add(delivery.steps().size() + " events, but " + outcomes.size() + " outcomes");
        }
        for (int i = 0; i < outcomes.size(); i++) {
            JsonNode outcome = outcomes.get(i);
            Ending ending = new Ending(
                    outcome.path("outcome").asText(), outcome.path("deadLetter").asText(""));
            endings.computeIfAbsent(delivery.steps().get(i).number(), any -> new CopyOnWriteArrayList<>())
                    .add(ending);
        }
        accepted.incrementAndGet();
    }

    /** The ids of the dead letters that senders were told of. */
    List<String> deadLetters() {
        List<String> ids = new ArrayList<>();
        endings.values().forEach(all -> all.stream()
                .map(Ending::deadLetter)
                .filter(id -> !id.isEmpty())
                .forEach(ids::add));
        return ids;
    }
}
