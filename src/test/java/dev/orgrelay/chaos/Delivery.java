package dev.orgrelay.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A batch of events of one source. */
record Delivery(String source, List<Step> steps) {

    private static final double TWICE = 0.05;
    private static final double WHOLE_AGAIN = 0.1;
    private static final int MOST = 6;

    private record Sent(Step step, double at) {}

    /** All {@code steps}, some of them twice, each at most {@code window} places from where it belongs. */
    static List<Delivery> of(List<Step> steps, int window, Random random) {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            sent.add(new Sent(steps.get(i), i + random.nextDouble() * window));
            if (random.nextDouble() < TWICE) {
                sent.add(new Sent(steps.get(i), i + random.nextDouble() * window * 2));
            }
        }
        sent.sort(Comparator.comparingDouble(Sent::at));
        return batches(sent, random);
    }

    /**
     * Sends it once.
     *
     * @param url of an instance, which may be dead
     * @param way what the name of the source ends with there
     */
    Http.Answer sendTo(String url, String way) {
        Map<String, String> headers = new HashMap<>(Landscape.SOURCES.get(source));
        headers.put("content-type", "application/cloudevents-batch+json");
        String body = steps.stream().map(Step::event).collect(Collectors.joining(",", "[", "]"));
        return Http.call("POST", url + "/api/events/" + source + way, body, headers);
    }

    private static List<Delivery> batches(List<Sent> sent, Random random) {
        List<Delivery> deliveries = new ArrayList<>();
        Map<String, List<Step>> open = new HashMap<>();
        for (Sent next : sent) {
            String source = next.step().source();
            List<Step> batch = open.computeIfAbsent(source, any -> new ArrayList<>());
            batch.add(next.step());
            if (batch.size() >= 1 + random.nextInt(MOST)) {
                deliveries.add(new Delivery(source, List.copyOf(batch)));
                open.remove(source);
            }
        }
        open.forEach((source, batch) -> deliveries.add(new Delivery(source, List.copyOf(batch))));
        for (int i = deliveries.size(); i > 0; i--) {
            if (random.nextDouble() < WHOLE_AGAIN) {
                deliveries.add(Math.min(deliveries.size(), i + random.nextInt(MOST)), deliveries.get(i - 1));
            }
        }
        return deliveries;
    }
}
