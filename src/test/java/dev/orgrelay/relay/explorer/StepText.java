package dev.orgrelay.relay.explorer;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A step for people, such as {@code SILENCE A PATCH[n5]}. */
final class StepText {

    private StepText() {}

    static String of(Choice choice, Cluster cluster) {
        int subject = choice.subject();
        String about =
                switch (choice.kind()) {
                    case DELIVER, AGAIN ->
                        cluster.senders().get(subject).events().stream()
                                        .map(Event::id)
                                        .toList() + " to "
                                + cluster.instances().get(choice.detail()).name();
                    case WRITE, WRITE_UNHEARD, WRITE_LOST -> {
                        SharedStore.Write write = cluster.store().pending().get(subject);
                        yield cluster.nameOf(write.by()) + " " + cluster.store().text(write.to(), write.by());
                    }
                    case ANSWER, EFFECT, TIMEOUT, REFUSE, ERROR, SILENCE -> {
                        Request request = cluster.target().requests().get(subject);
                        yield request.by().name() + " " + request + (choice.detail() == 1 ? " with effect" : "");
                    }
                    case PAUSE, CRASH -> cluster.instances().get(subject).name();
                    case GIVE_UP, DESPAIR ->
                        cluster.senders().get(subject).events().stream()
                                .map(Event::id)
                                .toList()
                                .toString();
                    default -> "";
                };
        return choice.kind() + " " + about;
    }

    /** What can be seen afterwards. */
    static String after(Cluster cluster) {
        StringBuilder senders = new StringBuilder();
        cluster.senders().forEach(sender -> sender.appendTo(senders.append(' ')));
        String shown = Arrays.stream(Event.Part.values())
                .map(part -> cluster.target().value(part).orElse("-"))
                .collect(Collectors.joining(" "));
        return "   -> " + cluster.now() + " s, shows " + shown + "," + senders;
    }
}
