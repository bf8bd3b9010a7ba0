package dev.orgrelay.relay.explorer;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.OpenApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Begins a cluster of a configuration again and again, and takes it through schedules. */
final class Schedules {

    private final Configuration configuration;
    private final Doubles doubles;
    private final List<Applications> applications =
            IntStream.range(0, 2).mapToObj(this::application).toList();
    private Cluster cluster;

    Schedules(Configuration configuration, Doubles doubles) {
        this.configuration = configuration;
        this.doubles = doubles;
    }

    /** The clients are made once, since their configuration takes longer than a schedule. */
    private Applications application(int index) {
        return OpenApplication.answeredBy(
                (method, organization, body) -> cluster.request(index, method, organization, body));
    }

    /** The cluster after the last schedule, and a step more. */
    Cluster cluster() {
        return cluster;
    }

    Steps replay(List<Choice> path) {
        cluster = new Cluster(configuration, doubles, applications);
        Steps at = new Steps(cluster);
        path.forEach(at::take);
        return at;
    }

    /** A schedule for people. */
    List<String> describe(List<Choice> path) {
        Steps at = replay(List.of());
        List<String> lines = new ArrayList<>();
        for (Choice choice : path) {
            String what = StepText.of(choice, cluster);
            at.take(choice);
            lines.add(what + StepText.after(cluster));
        }
        return lines;
    }
}
