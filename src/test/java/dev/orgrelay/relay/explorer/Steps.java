package dev.orgrelay.relay.explorer;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.explorer.Choice.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The steps that a cluster can take next, and what each of them does. */
final class Steps {

    private static final int LEASE = 30;
    private static final int TOO_LATE_TO_SEND = 15;
    private static final int UNAVAILABLE = 503;

    private final Cluster cluster;

    Steps(Cluster cluster) {
        this.cluster = cluster;
    }

    /** All steps that are possible now, in an order that depends on nothing else. */
    List<Choice> possible() {
        List<Choice> all = new ArrayList<>();
        senders(all);
        each(cluster.store().pending().size(), all, Kind.WRITE, Kind.WRITE_UNHEARD, Kind.WRITE_LOST);
        requests(all);
        for (int i = 0; i < cluster.instances().size(); i++) {
            Instance instance = cluster.instances().get(i);
            addIf(instance.time().isPausing(), all, Choice.of(Kind.PAUSE, i));
            addIf(cluster.isBusy(instance), all, Choice.of(Kind.CRASH, i));
        }
        time(all);
        addIf(missingParent().isPresent(), all, Choice.of(Kind.PARENT, 0));
        all.removeIf(choice ->
                choice.kind().isFault() && !cluster.configuration().kinds().contains(choice.kind()));
        return all;
    }

    private void senders(List<Choice> all) {
        List<Sender> senders = cluster.senders();
        boolean isInVain = senders.stream().allMatch(sender -> sender.isOver() || sender.isInVain());
        for (int i = 0; i < senders.size(); i++) {
            Sender sender = senders.get(i);
            Kind kind = sender.isToSend() ? Kind.DELIVER : Kind.AGAIN;
            boolean isReady = sender.isEager() || sender.isToSend() && !cluster.isHurried();
            for (int to = 0; to < cluster.instances().size(); to++) {
                boolean isThere = cluster.instances().get(to).waiting().contains(sender);
                addIf(isReady || sender.isFinal() || sender.isWaiting() && !isThere, all, new Choice(kind, i, to));
            }
            addIf(sender.isToSend() && sender.hasSent(), all, Choice.of(Kind.GIVE_UP, i));
            addIf(isInVain && sender.isInVain(), all, Choice.of(Kind.DESPAIR, i));
        }
    }

    private void requests(List<Choice> all) {
        List<Request> requests = cluster.target().requests();
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            if (request.isOpen()) {
                all.add(Choice.of(Kind.ANSWER, i));
                all.add(Choice.of(Kind.ERROR, i));
                addIf(request.isChange(), all, new Choice(Kind.ERROR, i, 1));
                addIf(request.isChange(), all, Choice.of(Kind.SILENCE, i));
                addIf(request.isChange(), all, Choice.of(Kind.REFUSE, i));
            } else {
                addIf(cluster.isInTheAir(request), all, Choice.of(Kind.EFFECT, i));
                addIf(cluster.isTimedOut(request), all, Choice.of(Kind.TIMEOUT, i));
            }
        }
    }

    private void time(List<Choice> all) {
        if (!cluster.isHurried()) {
            addIf(cluster.nextTime().isPresent(), all, Choice.of(Kind.WAIT, 0));
        } else if (cluster.target().requests().stream().noneMatch(Request::isOpen)) {
            all.add(Choice.of(Kind.FREEZE, 0));
            addIf(leaseEnd() - TOO_LATE_TO_SEND > cluster.now(), all, Choice.of(Kind.FREEZE, 1));
        }
    }

    private long leaseEnd() {
        return cluster.store()
                .entry()
                .lease()
                .flatMap(lease -> cluster.byAllClocks(lease.until()).max(Long::compare))
                .filter(end -> end > cluster.now())
                .orElse(cluster.now() + LEASE);
    }

    private Optional<String> missingParent() {
        return cluster.configuration()
                .missingParent()
                .map(event -> "parent-" + event)
                .filter(parent -> !cluster.target().hasParent(parent));
    }

    private static void each(int count, List<Choice> all, Kind... kinds) {
        IntStream.range(0, count).forEach(i -> List.of(kinds).forEach(kind -> all.add(Choice.of(kind, i))));
    }

    private static void addIf(boolean condition, List<Choice> all, Choice choice) {
        if (condition) {
            all.add(choice);
        }
    }

    /** See {@link Cluster#text()}. */
    String text() {
        return cluster.text();
    }

    /** Takes a step that is possible. */
    void take(Choice choice) {
        int subject = choice.subject();
        switch (choice.kind()) {
            case DELIVER, AGAIN ->
                deliver(cluster.senders().get(subject), cluster.instances().get(choice.detail()));
            case WRITE -> cluster.store().release(subject);
            case WRITE_UNHEARD, WRITE_LOST ->
                cluster.store().releaseUnheard(subject, choice.kind() == Kind.WRITE_UNHEARD);
            case PAUSE -> endPauses(cluster.instances().get(subject));
            case ANSWER, EFFECT, TIMEOUT, REFUSE, ERROR, SILENCE ->
                request(cluster.target().requests().get(subject), choice);
            case WAIT -> cluster.moveTo(cluster.nextTime().orElseThrow());
            case FREEZE -> cluster.moveTo(leaseEnd() - (choice.detail() == 1 ? TOO_LATE_TO_SEND : 0));
            case CRASH -> cluster.crash(subject);
            case PARENT -> cluster.target().addParent(missingParent().orElseThrow());
            case GIVE_UP, DESPAIR -> cluster.senders().get(subject).givesUp();
            default -> throw new IllegalArgumentException(choice.toString());
        }
        cluster.tidy();
        if (cluster.isOver()) {
            cluster.oracle().ended(cluster.target(), cluster.senders());
        }
    }

    private void deliver(Sender sender, Instance instance) {
        boolean isAwaited = sender.isToSend();
        instance.seen()
                .add((isAwaited ? "d" : "a")
                        + cluster.senders().indexOf(sender)
                        + instance.copy()
                                .known()
                                .map(found -> cluster.store().text(found.entry(), instance.copy()))
                                .orElse(""));
        if (isAwaited) {
            sender.sends();
            instance.waiting().add(sender);
        }
        instance.relay().apply(sender.changes()).subscribe().with(outcomes -> {
            for (int i = 0; i < outcomes.size(); i++) {
                cluster.oracle().heard(sender.events().get(i), outcomes.get(i));
            }
            if (isAwaited) {
                instance.waiting().remove(sender);
                sender.hears(List.<Outcome>copyOf(outcomes));
            }
        });
    }

    /** As long as nothing is written by anybody else, one wait is like the other: only the last of them ends otherwise. */
    private void endPauses(Instance instance) {
        instance.seen().add("p");
        do {
            instance.time().endPause();
        } while (instance.time().isPausing() && instance.copy().isUpToDate());
    }

    private void request(Request request, Choice choice) {
        Target target = cluster.target();
        switch (choice.kind()) {
            case EFFECT -> target.carryOut(request);
            case SILENCE -> request.silence();
            case TIMEOUT -> target.silence(request);
            case ERROR -> {
                if (choice.detail() == 1) {
                    target.carryOut(request);
                }
                target.answer(request, UNAVAILABLE);
            }
            default -> {
                if (choice.kind() == Kind.REFUSE) {
                    request.events().forEach(target::refuse);
                }
                if (!request.isChange() && !target.isThere()) {
                    cluster.oracle().absent(cluster.store().inDoubt());
                }
                target.answer(request, target.carryOut(request));
            }
        }
    }
}
