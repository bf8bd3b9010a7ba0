package dev.orgrelay.relay.explorer;

import dev.orgrelay.central.OpenApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The organization at IoT Central, and the requests on their way to it. What is not about it is answered at once. A PUT without a parent moves to the top
 * level: nobody knows whether the real one does, and this is worse.
 */
final class Target {

    private static final int REFUSED = 422;
    private static final int BAD = 400;
    private static final int MISSING = 404;

    private final Oracle oracle;
    private final List<Request> requests = new ArrayList<>();
    private final Set<String> parents = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();
    private Optional<Held> held;

    private record Held(String name, Optional<String> parent) {

        String json(String id) {
            String above = parent.map(value -> ",\"parent\":\"" + value + "\"").orElse("");
            return "{\"id\":\"" + id + "\",\"displayName\":\"" + name + "\"" + above + "}";
        }
    }

    Target(Configuration configuration, Oracle oracle) {
        this.oracle = oracle;
        this.held =
                configuration.isThere() ? Optional.of(new Held("name-0", Optional.of("parent-0"))) : Optional.empty();
        parents.add("parent-0");
        configuration.events().stream()
                .filter(event ->
                        configuration.missingParent().filter(event.id()::equals).isEmpty())
                .flatMap(event -> event.parent().stream())
                .forEach(parents::add);
    }

    List<Request> requests() {
        return requests;
    }

    Optional<String> value(Event.Part part) {
        return part == Event.Part.NAME ? held.map(Held::name) : held.flatMap(Held::parent);
    }

    boolean isThere() {
        return held.isPresent();
    }

    void addParent(String id) {
        parents.add(id);
    }

    boolean hasParent(String id) {
        return parents.contains(id);
    }

    void refuse(String event) {
        refused.add(event);
    }

    CompletionStage<String> send(Instance by, long now, String method, String organization, Map<String, String> body) {
        if (!organization.equals(Event.SUBJECT.value())) {
            return CompletableFuture.completedStage(list());
        }
        Request request = new Request(by, method, body, oracle.eventsOf(method, body), now, new CompletableFuture<>());
        if (request.isChange()) {
            oracle.sent(request, requests, now);
        }
        requests.add(request);
        return request.answer();
    }

    private String list() {
        Stream<String> others = parents.stream().map(id -> new Held(id, Optional.empty()).json(id));
        return Stream.concat(others, held.map(subject -> subject.json(Event.SUBJECT.value())).stream())
                .collect(Collectors.joining(",", "{\"value\":[", "]}"));
    }

    /** Carries out a request; gives the status. */
    int carryOut(Request request) {
        request.carriedOut();
        int status = statusOf(request);
        if (status < BAD) {
            switch (request.method()) {
                case "DELETE" -> held = Optional.empty();
                case "PUT" -> held = Optional.of(new Held(request.body().get("displayName"), parentIn(request)));
                case "PATCH" -> held = held.map(before -> changed(before, request));
                default -> {}
            }
        }
        if (request.isChange()
                && (status < BAD || status == MISSING && request.method().equals("DELETE"))) {
            oracle.shown(request);
        }
        return status;
    }

    void answer(Request request, int status) {
        requests.remove(request);
        request.by().seen().add("s" + status + (request.isChange() ? "" : held));
        if (status < BAD) {
            request.answer()
                    .complete(held.map(subject -> subject.json(Event.SUBJECT.value()))
                            .orElse(null));
        } else {
            request.answer().completeExceptionally(OpenApplication.answer(status));
        }
    }

    /** No answer comes any more. */
    void silence(Request request) {
        request.abandon();
        request.by().seen().add("s0");
        request.answer().completeExceptionally(OpenApplication.silence());
    }

    private int statusOf(Request request) {
        Optional<String> parent = parentIn(request);
        if (held.isEmpty() && !request.method().equals("PUT")) {
            return MISSING;
        }
        if (parent.isPresent() && !parents.contains(parent.get())) {
            return BAD;
        }
        return request.events().stream().anyMatch(refused::contains) ? REFUSED : 200;
    }

    private static Held changed(Held before, Request patch) {
        return new Held(
                patch.body().getOrDefault("displayName", before.name()),
                parentIn(patch).or(before::parent));
    }

    private static Optional<String> parentIn(Request request) {
        return Optional.ofNullable(request.body().get("parent"));
    }

    void appendTo(StringBuilder text, List<Instance> order, long now) {
        text.append(held).append(parents.size()).append(refused);
        requests.forEach(request -> request.appendTo(text, order, now));
    }
}
