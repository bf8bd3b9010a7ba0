package dev.orgrelay.relay.explorer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One request to the application, until it has had its effect and its sender waits no more. */
final class Request {

    private final Instance by;
    private final String method;
    private final Map<String, String> body;
    private final Set<String> events;
    private final long sentAt;
    private final CompletableFuture<String> answer;
    private boolean isSilent;
    private boolean isCarriedOut;
    private boolean isWaitedFor = true;

    Request(
            Instance by,
            String method,
            Map<String, String> body,
            Set<String> events,
            long sentAt,
            CompletableFuture<String> answer) {
        this.by = by;
        this.method = method;
        this.body = body;
        this.events = events;
        this.sentAt = sentAt;
        this.answer = answer;
    }

    Instance by() {
        return by;
    }

    String method() {
        return method;
    }

    Map<String, String> body() {
        return body;
    }

    /** Whose values it carries. */
    Set<String> events() {
        return events;
    }

    long sentAt() {
        return sentAt;
    }

    CompletableFuture<String> answer() {
        return answer;
    }

    boolean isChange() {
        return !method.equals("GET");
    }

    /** Whether nothing is decided about it yet. */
    boolean isOpen() {
        return !isSilent;
    }

    boolean isWaitedFor() {
        return isWaitedFor;
    }

    /** Whether it may still have its effect. */
    boolean isInTheAir() {
        return isChange() && !isCarriedOut;
    }

    void silence() {
        isSilent = true;
    }

    void carriedOut() {
        isCarriedOut = true;
    }

    void abandon() {
        isSilent = true;
        isWaitedFor = false;
    }

    void appendTo(StringBuilder text, List<Instance> order, long now) {
        text.append(isWaitedFor ? order.indexOf(by) : "-")
                .append(this)
                .append(isSilent ? now - sentAt : -1)
                .append(isCarriedOut);
    }

    @Override
    public String toString() {
        return method + events;
    }
}
