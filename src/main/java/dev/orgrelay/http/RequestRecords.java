package dev.orgrelay.http;

import dev.orgrelay.journal.DeliveryKind;
import dev.orgrelay.journal.ProofVerdict;
import dev.orgrelay.journal.ProofVerdict.Verdict;
import dev.orgrelay.journal.ReceivedRequest;
import dev.orgrelay.journal.ReceivedRequest.Visible;
import dev.orgrelay.journal.Recorder;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Redaction;
import dev.orgrelay.organization.Text;
import dev.orgrelay.source.DeliveryContent;
import dev.orgrelay.source.RecordRules;
import dev.orgrelay.source.Source;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Begins the record of each request that leaves one, and ends it with the answer, whoever gives that.
 *
 * <p>It ends right before the first byte of the answer, so that whoever has heard the answer finds the record.
 */
@ApplicationScoped
class RequestRecords {

    private static final String KEY = "orgrelay.recording";
    private static final String OPERATOR = "operator";
    private static final List<HttpMethod> CHANGING =
            List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** Where an operator changes something. A replay is at a path of an operator, too, so it is looked for first. */
    private static final Map<DeliveryKind, Pattern> PATHS = Map.of(
            DeliveryKind.RECONCILE,
            Pattern.compile("/api/reconcile/?"),
            DeliveryKind.REPLAY,
            Pattern.compile("/api/(dead-letters|deliveries)/[^/]+/replay/?"),
            DeliveryKind.OPERATOR,
            Pattern.compile("/api/(adopt/?|(organizations|dead-letters|deliveries)(/.*)?)"));

    private static final String PRINCIPAL = "x-ms-client-principal-name";

    private final Recorder recorder;
    private final boolean isBehindHost;

    RequestRecords(
            Recorder recorder, @ConfigProperty(name = "FUNCTIONS_CUSTOMHANDLER_PORT") Optional<String> portOfHost) {
        this.recorder = recorder;
        this.isBehindHost = portOfHost.isPresent();
    }

    void register(@Observes @Priority(Door.RECORDS) Router router) {
        if (recorder.isOn()) {
            router.route("/api/*").order(Door.ORDER).handler(context -> {
                record(context);
                context.next();
            });
        }
    }

    private void record(RoutingContext context) {
        String path = context.normalizedPath();
        Optional<EventPath> event = EventPath.whole(path);
        if (event.isPresent()) {
            begin(context, DeliveryKind.EVENT, Text.shorten(event.get().source()));
        } else if (CHANGING.contains(context.request().method())) {
            kind(path).ifPresent(kind -> begin(context, kind, OPERATOR));
        }
    }

    /** Of what an operator asks for; empty if that leaves no record. Of many that are replayed, each leaves a record of its own. */
    private static Optional<DeliveryKind> kind(String path) {
        return Stream.of(DeliveryKind.RECONCILE, DeliveryKind.REPLAY, DeliveryKind.OPERATOR)
                .filter(kind -> PATHS.get(kind).matcher(path).matches())
                .findFirst();
    }

    /** The record of the request at hand. */
    static Recording of(RoutingContext context) {
        Recording known = context.get(KEY);
        return known == null ? Recording.NONE : known;
    }

    /** The request does not come from {@code source}. */
    static void refused(Recording recording, Source source, Throwable refusal) {
        recording.refused(verdict(source, Verdict.REFUSED, Optional.ofNullable(refusal.getMessage())));
    }

    /** What {@code source} made of the request, or why it did not. */
    static void read(
            Recording recording, Source source, Delivery head, Body body, DeliveryContent content, Throwable failure) {
        recording.hasSize(body.received().length);
        if (failure instanceof IntakeException.Unauthenticated) {
            refused(recording, source, failure);
        } else if (content instanceof DeliveryContent.Handshake) {
            recording.detail("it was a handshake");
        } else if (!(failure instanceof IntakeException.Busy)) {
            Verdict verdict = source.asksForProof() ? Verdict.ACCEPTED : Verdict.NONE;
            recording.admitted(
                    verdict(source, verdict, Optional.empty()),
                    () -> request(source.recordRules(), head, body.readable()));
        }
    }

    /** Somebody with a key asks for it. */
    static void admitted(RoutingContext context, byte[] body) {
        of(context).hasSize(body.length);
        admitted(of(context), context.request(), Optional.of(body));
    }

    private static void admitted(Recording recording, HttpServerRequest request, Optional<byte[]> body) {
        recording.admitted(ProofVerdict.NONE, () -> {
            Map<String, String> headers = Deliveries.headers(request.headers());
            Map<String, String> query = Deliveries.firstValues(request.params());
            return ReceivedRequest.of(
                    headers,
                    body,
                    () -> Visible.of(
                            Redaction.USUAL.headers(headers),
                            Redaction.USUAL.query(query),
                            body.flatMap(Redaction.USUAL::body)));
        });
    }

    /** The record of one of many things that somebody with a key asks for at once. */
    Recording ofOne(RoutingContext context) {
        Recording recording = recorder.begin(
                DeliveryKind.REPLAY,
                context.request().method().name(),
                context.normalizedPath(),
                by(context.request()));
        admitted(recording, context.request(), Optional.empty());
        return recording;
    }

    private void begin(RoutingContext context, DeliveryKind kind, String source) {
        HttpServerRequest request = context.request();
        Recording recording = recorder.begin(kind, request.method().name(), context.normalizedPath(), by(request));
        recording.hasSize(announcedSize(request));
        recording.from(source);
        context.put(KEY, recording);
        context.addHeadersEndHandler(
                answering -> recording.end(context.response().getStatusCode()));
        context.addEndHandler(ended -> recording.end(context.response().getStatusCode()));
    }

    private Optional<String> by(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(PRINCIPAL)).filter(name -> isBehindHost);
    }

    private static long announcedSize(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static ProofVerdict verdict(Source source, Verdict verdict, Optional<String> detail) {
        return new ProofVerdict(Optional.of(source.recordRules().scheme()), verdict, detail);
    }

    private static ReceivedRequest request(RecordRules rules, Delivery head, Optional<byte[]> body) {
        Redaction redaction = rules.redaction();
        Optional<byte[]> kept = rules.kept(body);
        return ReceivedRequest.of(
                head.headers(),
                kept,
                () -> Visible.of(
                        redaction.headers(head.headers()),
                        redaction.query(head.query()),
                        kept.flatMap(bytes -> redaction.body(head.with(bytes)))));
    }
}
