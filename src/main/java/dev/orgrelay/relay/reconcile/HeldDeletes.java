package dev.orgrelay.relay.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.Records;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The deletes that are held, by application and scope, until a plan of the same has none to hold. Instances share them. */
@ApplicationScoped
public class HeldDeletes {

    private static final String KIND = "held-deletes";

    private final Records records;
    private final Clock clock;

    HeldDeletes(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * Deletes of one plan.
     *
     * @param source where the hierarchy came from
     * @param digest names exactly these
     * @param since when these were held for the first time
     */
    public record Entry(
            String application, String source, Optional<String> scope, String digest, int deletes, Instant since) {

        private static Entry read(ObjectNode json) {
            return new Entry(
                    json.path("application").asText(),
                    json.path("source").asText(),
                    Optional.ofNullable(json.path("scope").textValue()),
                    json.path("digest").asText(),
                    json.path("deletes").asInt(),
                    Instant.parse(json.path("since").asText()));
        }
    }

    /** All of them, as far as they fit on one page. */
    public Uni<List<Entry>> all() {
        return records.list(KIND, Optional.empty())
                .map(page ->
                        page.rows().stream().map(row -> Entry.read(row.value())).toList());
    }

    /** Remembers what {@code plan} holds; one that was not to delete anything says nothing about it. Never fails. */
    Uni<Void> note(DesiredState desired, Rules rules, Plan plan) {
        if (rules.policy() != Policy.SYNC) {
            return Uni.createFrom().voidItem();
        }
        String key = desired.application() + "/"
                + rules.scope().map(OrganizationId::value).orElse("");
        return records.find(KIND, key)
                .flatMap(known -> plan.held()
                        .map(held -> put(key, known, desired, rules, held))
                        .orElseGet(() -> known.isPresent()
                                ? records.remove(known.get()).replaceWithVoid()
                                : Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> put(String key, Optional<Records.Row> known, DesiredState desired, Rules rules, Plan.Held held) {
        boolean isKnown = known.filter(
                        row -> row.value().path("digest").asText().equals(held.digest()))
                .isPresent();
        if (isKnown) {
            return Uni.createFrom().voidItem();
        }
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("application", desired.application())
                .put("source", desired.source())
                .put("digest", held.digest())
                .put("deletes", held.deletes().size())
                .put("since", clock.instant().toString());
        rules.scope().ifPresent(scope -> json.put("scope", scope.value()));
        return records.put(KIND, key, json, known.map(Records.Row::version)).replaceWithVoid();
    }
}
