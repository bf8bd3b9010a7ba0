package dev.orgrelay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Org Relay as a process beside a bare relay, in front of the same stub, in turns. Both are measured in the same seconds, so their ratio repeats where
 * their speeds do not.
 */
final class EndToEnd {

    private static final int[] CONNECTIONS = {1, 16};
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 15);
    private static final double SECONDS = 1;
    private static final double WARMUP_SECONDS = Integer.getInteger("bench.warmup", 30);

    private record Sample(Load.Result load, double cpuMicros) {}

    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    private EndToEnd() {}

    static void run(Path jar) throws IOException, InterruptedException {
        try (Program target = Program.ofClass(StubTarget.class);
                Program floor = Program.ofClass(FloorRelay.class, Integer.toString(target.port()));
                Program orgRelay = Program.orgRelay(jar, target.port());
                Load load = new Load()) {
            EndToEnd measurement = new EndToEnd();
            for (Program program : List.of(floor, orgRelay)) {
                load.run(program, CONNECTIONS[CONNECTIONS.length - 1], WARMUP_SECONDS);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int connections : CONNECTIONS) {
                    for (Program program : List.of(floor, orgRelay)) {
                        measurement.sample(load, program, connections);
                    }
                }
            }
            measurement.print(floor.name(), orgRelay.name());
        }
    }

    private void sample(Load load, Program program, int connections) throws InterruptedException {
        Duration before = program.cpu();
        Load.Result result = load.run(program, connections, SECONDS);
        if (result.failures() > 0) {
            throw new IllegalStateException(program.name() + " failed " + result.failures() + " times");
        }
        double cpu = program.cpu().minus(before).toNanos() / 1e3 / (result.perSecond() * SECONDS);
        samples.computeIfAbsent(program.name() + connections, key -> new ArrayList<>())
                .add(new Sample(result, cpu));
    }

    private void print(String floor, String orgRelay) {
        System.out.printf("%n%-12s %-22s %12s %12s %8s%n", "connections", "median", floor, orgRelay, "ratio");
        for (int connections : CONNECTIONS) {
            List<Sample> one = samples.get(floor + connections);
            List<Sample> other = samples.get(orgRelay + connections);
            line(connections, "events per second", one, other, sample -> sample.load()
                    .perSecond());
            line(connections, "p50, microseconds", one, other, sample -> sample.load()
                    .p50Micros());
            line(connections, "p99, microseconds", one, other, sample -> sample.load()
                    .p99Micros());
            line(connections, "cpu per event, us", one, other, Sample::cpuMicros);
        }
    }

    private static void line(
            int connections, String what, List<Sample> floor, List<Sample> orgRelay, ToDoubleFunction<Sample> value) {
        double[] ratios = new double[floor.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = value.applyAsDouble(orgRelay.get(round)) / value.applyAsDouble(floor.get(round));
        }
        System.out.printf(
                "%-12d %-22s %12.1f %12.1f %8.2f%n",
                connections,
                what,
                median(floor.stream().mapToDouble(value).toArray()),
                median(orgRelay.stream().mapToDouble(value).toArray()),
                median(ratios));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
