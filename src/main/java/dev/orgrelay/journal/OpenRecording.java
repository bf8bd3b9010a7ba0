package dev.orgrelay.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A record that grows. Several threads may write to it. */
final class OpenRecording implements Recording {

    /** Of a delivery; what is beyond is only counted. */
    static final int MOST_MESSAGES = 1_000;

    private static final int FIRST_ERROR = 400;
    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Recorder recorder;
    private final DeliveryId id;
    private final Instant receivedAt;
    private final DeliveryKind kind;
    private final String method;
    private final String path;
    private final Optional<String> by;
    private final List<RecordedMessage> messages = new ArrayList<>(0);

    /** By the provenance of each change itself, since changes may be equal. */
    private final Map<Provenance, ChangeTrail> trails = new IdentityHashMap<>(1);

    private String source = "";
    private long size;
    private Optional<ReceivedRequest> request = Optional.empty();
    private ProofVerdict proof = ProofVerdict.NONE;
    private Optional<String> detail = Optional.empty();
    private Optional<String> answer = Optional.empty();
    private int unrecorded;
    private boolean isOver;
    private boolean isKeptOpen;
    private Optional<Integer> answeredWith = Optional.empty();

    OpenRecording(
            Recorder recorder,
            DeliveryId id,
            Instant receivedAt,
            DeliveryKind kind,
            String method,
            String path,
            Optional<String> by) {
        this.recorder = recorder;
        this.id = id;
        this.receivedAt = receivedAt;
        this.kind = kind;
        this.method = method;
        this.path = path;
        this.by = by;
    }

    DeliveryId known() {
        return id;
    }

    @Override
    public Optional<Instant> receivedAt() {
        return Optional.of(receivedAt);
    }

    @Override
    public Optional<DeliveryId> id() {
        return Optional.of(id);
    }

    @Override
    public synchronized void from(String name) {
        source = name;
    }

    @Override
    public synchronized void hasSize(long bytes) {
        size = bytes;
    }

    @Override
    public synchronized void admitted(ProofVerdict verdict, Supplier<ReceivedRequest> received) {
        proof = verdict;
        request = Optional.of(received.get());
    }

    @Override
    public synchronized void refused(ProofVerdict verdict) {
        proof = verdict;
    }

    @Override
    public synchronized void message(Provenance provenance, Intended intended, Outcome outcome) {
        if (messages.size() == MOST_MESSAGES) {
            unrecorded++;
            return;
        }
        List<RecordedCall> calls = new ArrayList<>(0);
        Optional<String> overtakenBy = Optional.empty();
        for (ChangeTrail trail : trails(provenance, intended)) {
            trail.addTo(calls);
            overtakenBy = overtakenBy.or(trail::overtakenBy);
        }
        messages.add(new RecordedMessage(provenance.withoutOriginal(), intended, overtakenBy, calls, outcome));
    }

    /** Those that the end of one message is the end of; a step may have needed several changes of its organization. */
    private List<ChangeTrail> trails(Provenance provenance, Intended intended) {
        if (kind != DeliveryKind.RECONCILE) {
            ChangeTrail own = trails.remove(provenance);
            return own == null ? List.of() : List.of(own);
        }
        List<ChangeTrail> own =
                trails.values().stream().filter(trail -> trail.isOf(intended)).toList();
        trails.values().removeAll(own);
        return own;
    }

    /** The trail of a change that begins; empty if there are too many to be recorded. */
    synchronized Optional<ChangeTrail> begin(Change change) {
        if (isOver || trails.size() + messages.size() >= MOST_MESSAGES) {
            return Optional.empty();
        }
        return Optional.of(trails.computeIfAbsent(change.provenance(), key -> new ChangeTrail(change)));
    }

    synchronized void overtaken(Change change, String by) {
        begin(change).ifPresent(trail -> trail.isOvertakenBy(by));
    }

    @Override
    public synchronized void detail(String text) {
        detail = Optional.of(text);
    }

    @Override
    public synchronized void answered(String body) {
        answer = Optional.of(body).filter(text -> !text.isEmpty());
    }

    @Override
    public synchronized void keepOpen() {
        isKeptOpen = true;
    }

    @Override
    public synchronized void close() {
        isKeptOpen = false;
        answeredWith.ifPresent(this::end);
    }

    @Override
    public synchronized void end(int status) {
        answeredWith = Optional.of(status);
        if (isOver || isKeptOpen) {
            return;
        }
        isOver = true;
        recorder.end(new DeliveryRecord(
                id,
                receivedAt,
                source,
                kind,
                method,
                path,
                status,
                recorder.since(receivedAt),
                detail.or(() -> reason(status)),
                by,
                1,
                size,
                request,
                proof,
                List.copyOf(messages),
                answer.map(OpenRecording::shortened)));
    }

    private Optional<String> reason(int status) {
        if (unrecorded > 0) {
            return Optional.of(unrecorded + " more messages are not recorded");
        }
        return status < FIRST_ERROR || !messages.isEmpty() ? Optional.empty() : answer.flatMap(OpenRecording::problem);
    }

    /** Errors say what they are about in a member of that name (RFC 9457, RFC 7644). */
    private static Optional<String> problem(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body).path("detail").textValue());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ANSWER ? text : text.substring(0, LONGEST_ANSWER) + "… (cut off here)";
    }
}
