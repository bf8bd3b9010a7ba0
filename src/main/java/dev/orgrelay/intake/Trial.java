package dev.orgrelay.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.DeliveryJson;
import dev.orgrelay.journal.ProofVerdict;
import dev.orgrelay.journal.ProofVerdict.Verdict;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.MappingMistake;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.message.Position;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.source.HandshakeAnswer;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What would become of a message, found out in the way of a delivery up to a dry run, and what is wrong with it. Nothing is sent or kept. */
@Singleton
public class Trial {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String MAPPING = "mapping";
    private static final Set<String> WITH_MESSAGES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final Sources sources;
    private final Planner planner;

    /** What would become of what a source has read. */
    private interface Planner {

        Uni<Report> plan(String source, List<Mapped> messages, Instant deadline);
    }

    @Inject
    Trial(Sources sources, Intake intake) {
        this(sources, (source, messages, deadline) -> intake.plan(source, messages, deadline, Recording.NONE));
    }

    private Trial(Sources sources, Planner planner) {
        this.sources = sources;
        this.planner = planner;
    }

    /** Where there is nothing to ask: neither a ledger nor an application. */
    public static Trial alone(Sources sources) {
        return new Trial(sources, (source, messages, deadline) -> Uni.createFrom()
                .item(Report.of(
                        source,
                        messages,
                        messages.stream()
                                .map(message -> message.outcome().orElseGet(Outcome.Planned::new))
                                .toList())));
    }

    /**
     * {@code {result: [...], outcomes: [...], proof: {...}}}, with {@code mistake: {message, line, column}} if there is one, and with {@code handshake} if it is one.
     *
     * @param mapping in place of the source's own
     * @param checksProof whether it matters who sends it
     */
    public Uni<ObjectNode> of(Source source, Delivery delivery, Optional<String> mapping, boolean checksProof) {
        List<JsonNode> results = Collections.synchronizedList(new ArrayList<>());
        Uni<ObjectNode> read = Uni.createFrom()
                .deferred(() -> read(source, delivery, mapping, results))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) // to compile takes a while
                .onFailure(MappingMistake.class)
                .recoverWithItem(failure -> mistake(failure, failure.position(), results))
                .onFailure(Malformed.class)
                .recoverWithItem(failure -> mistake(failure, failure.position(), results))
                .onFailure(IntakeException.class)
                .recoverWithItem(failure -> mistake(failure, Optional.empty(), results));
        return Uni.combine()
                .all()
                .unis(read, proof(source, delivery, checksProof))
                .with((tried, proof) -> tried.set("proof", DeliveryJson.proof(proof)));
    }

    private Uni<ObjectNode> read(Source source, Delivery delivery, Optional<String> mapping, List<JsonNode> results) {
        ZoneId zone = source.mapping().map(Mapping::zone).orElse(ZoneOffset.UTC);
        Optional<Mapping> tried = mapping.map(text -> Mapping.compile(text, MAPPING, sources.ids(), zone))
                .or(source::mapping)
                .map(known -> known.telling(results::add));
        Optional<HandshakeAnswer> handshake = delivery.method().equals("OPTIONS")
                ? Optional.of(source.options(delivery))
                : source.handshake(delivery);
        if (handshake.isPresent()) {
            return Uni.createFrom().item(shaken(handshake.get()));
        }
        if (!WITH_MESSAGES.contains(delivery.method())) {
            throw new Malformed(delivery.method() + " is answered only if it asks for a handshake of the source");
        }
        return source.receiveUnproven(delivery, tried)
                .flatMap(content ->
                        content.match(answer -> Uni.createFrom().item(shaken(answer)), messages -> source.lookUp(
                                        messages, delivery.deadline())
                                .flatMap(complete -> planner.plan(source.name(), complete, delivery.deadline()))
                                .map(report -> planned(report, tried.isPresent(), results))));
    }

    private static ObjectNode planned(Report report, boolean isMapped, List<JsonNode> results) {
        ObjectNode json = JSON.objectNode();
        json.set("result", isMapped ? written(results) : report.results());
        return json.set("outcomes", report.toJson().path("outcomes"));
    }

    private static ObjectNode shaken(HandshakeAnswer answer) {
        ObjectNode json = nothing(List.of());
        ObjectNode handshake = json.putObject("handshake").put("status", answer.status());
        answer.headers().forEach(handshake.putObject("headers")::put);
        answer.body().ifPresent(body -> handshake.put("body", body));
        return json;
    }

    private static ObjectNode mistake(Throwable failure, Optional<Position> position, List<JsonNode> results) {
        ObjectNode json = nothing(results);
        ObjectNode mistake = json.putObject("mistake").put("message", failure.getMessage());
        position.ifPresent(at -> mistake.put("line", at.line()).put("column", at.column()));
        return json;
    }

    private static ObjectNode nothing(List<JsonNode> results) {
        ObjectNode json = JSON.objectNode();
        json.set("result", written(results));
        json.putArray("outcomes");
        return json;
    }

    private static ArrayNode written(List<JsonNode> results) {
        return JSON.arrayNode().addAll(List.copyOf(results));
    }

    private static Uni<ProofVerdict> proof(Source source, Delivery delivery, boolean isChecked) {
        if (!isChecked || !source.asksForProof()) {
            return Uni.createFrom().item(verdict(source, Verdict.NONE, Optional.empty()));
        }
        return source.requireProof(delivery)
                .map(proof -> verdict(source, Verdict.ACCEPTED, Optional.empty()))
                .onFailure(IntakeException.class)
                .recoverWithItem(failure -> verdict(
                        source,
                        failure instanceof Unauthenticated ? Verdict.REFUSED : Verdict.NONE,
                        Optional.of(explained(source, delivery, failure))));
    }

    private static String explained(Source source, Delivery delivery, Throwable refusal) {
        String explanation = source.explanation(delivery);
        return refusal.getMessage() + (explanation.isEmpty() ? "" : "; " + explanation);
    }

    private static ProofVerdict verdict(Source source, Verdict verdict, Optional<String> detail) {
        return new ProofVerdict(Optional.of(source.recordRules().scheme()), verdict, detail);
    }
}
