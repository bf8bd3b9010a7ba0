package dev.orgrelay.relay.explorer;

import dev.orgrelay.central.Applications;
import dev.orgrelay.relay.Lease;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Two instances, their store, the application and the senders: all that a schedule goes through. */
final class Cluster {

    /** How long an answer is waited for, in seconds. */
    static final long PATIENCE = 4;

    private final Configuration configuration;
    private final Doubles doubles;
    private final List<Applications> applications;
    private final Oracle oracle;
    private final Target target;
    private final SharedStore store;
    private final List<Sender> senders;
    private final List<Instance> instances = new ArrayList<>();
    private long now;

    Cluster(Configuration configuration, Doubles doubles, List<Applications> applications) {
        this.configuration = configuration;
        this.doubles = doubles;
        this.applications = applications;
        this.oracle = new Oracle(configuration);
        this.target = new Target(configuration, oracle);
        this.store = new SharedStore(doubles, this::now);
        this.senders = configuration.deliveries().stream().map(Sender::new).toList();
        instances.add(start(0));
        instances.add(start(1));
    }

    private Instance start(int index) {
        String name = index == 0 ? "A" : "B";
        return new Instance(name, index * configuration.ahead(), applications.get(index), store, doubles, this::now);
    }

    CompletionStage<String> request(int instance, String method, String organization, Map<String, String> body) {
        return target.send(instances.get(instance), now, method, organization, body);
    }

    long now() {
        return now;
    }

    Configuration configuration() {
        return configuration;
    }

    Oracle oracle() {
        return oracle;
    }

    Target target() {
        return target;
    }

    SharedStore store() {
        return store;
    }

    List<Sender> senders() {
        return senders;
    }

    List<Instance> instances() {
        return instances;
    }

    /** Whether a request may still have its effect. */
    boolean isInTheAir(Request request) {
        return request.isInTheAir() && now <= request.sentAt() + doubles.effectWithin();
    }

    boolean isTimedOut(Request request) {
        return !request.isOpen() && request.isWaitedFor() && now >= request.sentAt() + PATIENCE;
    }

    boolean isBusy(Instance instance) {
        return instance.time().isPausing()
                || store.pending().stream().anyMatch(write -> write.by() == instance.copy())
                || target.requests().stream().anyMatch(request -> request.isWaitedFor() && request.by() == instance);
    }

    /** Whether something goes on without waiting for the time. */
    boolean isHurried() {
        return !store.pending().isEmpty()
                || instances.stream().anyMatch(instance -> instance.time().isPausing())
                || target.requests().stream().anyMatch(request -> request.isOpen() || isTimedOut(request));
    }

    /** Whether every sender is done, and nothing is under way any more. */
    boolean isOver() {
        return senders.stream().allMatch(Sender::isOver)
                && target.requests().isEmpty()
                && instances.stream().noneMatch(this::isBusy);
    }

    /** The next time at which something is due or over, for somebody. */
    Optional<Long> nextTime() {
        LedgerEntry entry = store.entry();
        Stream<Long> leases = entry.lease().stream()
                .map(Lease::until)
                .flatMap(until -> Stream.concat(
                        byAllClocks(until),
                        instances.stream()
                                .filter(this::isBusy)
                                .map(one -> one.time().secondOf(until) - 25)));
        Stream<Long> silence = entry.silence().equals(Silence.NONE)
                ? Stream.of()
                : byAllClocks(entry.silence().until());
        Stream<Long> requests = target.requests().stream()
                .flatMapToLong(request ->
                        LongStream.of(request.sentAt() + PATIENCE, request.sentAt() + doubles.effectWithin() + 1))
                .boxed();
        Stream<Long> timers = instances.stream().flatMap(instance -> instance.time().nextDue().stream());
        return Stream.of(leases, silence, requests, timers)
                .flatMap(times -> times)
                .filter(time -> time > now)
                .min(Long::compare);
    }

    Stream<Long> byAllClocks(Instant instant) {
        return instances.stream().map(instance -> instance.time().secondOf(instant));
    }

    /** Moves the time, and fires what is due by then. */
    void moveTo(long time) {
        now = time;
        for (Instance instance : instances) {
            if (isBusy(instance)) {
                instance.seen().add("t");
            }
            instance.time().fire();
        }
    }

    void crash(int index) {
        Instance crashed = instances.get(index);
        store.forget(crashed.copy());
        target.requests().stream().filter(request -> request.by() == crashed).forEach(Request::abandon);
        crashed.waiting().forEach(Sender::hearsNothing);
        instances.set(index, start(index));
    }

    /** Forgets what can make no difference any more. */
    void tidy() {
        target.requests().removeIf(request -> !request.isOpen() && !request.isWaitedFor() && !isInTheAir(request));
        instances.stream().filter(instance -> !isBusy(instance)).forEach(instance -> instance.seen()
                .forget());
    }

    String nameOf(SharedStore.Copy copy) {
        return instances.stream()
                .filter(one -> one.copy() == copy)
                .map(Instance::name)
                .findFirst()
                .orElseThrow();
    }

    /** The same text for states between which nothing can tell, not even by exchanging the instances if their clocks agree. */
    String text() {
        String text = text(instances);
        String other = configuration.ahead() == 0 ? text(List.of(instances.get(1), instances.get(0))) : text;
        return text.compareTo(other) <= 0 ? text : other;
    }

    private String text(List<Instance> order) {
        StringBuilder text = new StringBuilder(1000)
                .append(store.text(store.entry(), order.get(0).copy()));
        for (Instance instance : order) {
            text.append('\n');
            instance.copy().appendTo(text);
            instance.seen().appendTo(text);
            senders.forEach(sender -> text.append(instance.waiting().contains(sender)));
        }
        text.append('\n');
        target.appendTo(text, order, now);
        oracle.appendTo(text);
        senders.forEach(sender -> sender.appendTo(text));
        return text.toString();
    }
}
