package dev.orgrelay.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Plan.Held;
import dev.orgrelay.plan.PlanText;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import dev.orgrelay.relay.Records;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The deletes that are held, by application and scope, until a plan of the same has none to hold. Instances share them. Operators are told once of the same deletes,
 * however often the plan is made again: by a line of the log, and by a dead letter, which goes when nothing is held any more.
 */
@ApplicationScoped
public class HeldDeletes {

    private static final Logger LOG = Logger.getLogger(HeldDeletes.class);
    private static final String KIND = "held-deletes";
    private static final int LONGEST_LIST = 10_000;

    private final Records records;
    private final DeadLetters deadLetters;
    private final Clock clock;

    HeldDeletes(Records records, DeadLetters deadLetters, Clock clock) {
        this.records = records;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * Deletes of one plan.
     *
     * @param digest names exactly these
     * @param since when these were held for the first time
     * @param release the command that releases them
     */
    public record Entry(String application, String digest, int deletes, Instant since, String release) {

        private static Entry read(Records.Row row) {
            ObjectNode json = row.value();
            return new Entry(
                    json.path("application").asText(),
                    json.path("digest").asText(),
                    json.path("deletes").asInt(),
                    row.time("since"),
                    json.path("release").asText());
        }

        private ObjectNode write() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("application", application)
                    .put("digest", digest)
                    .put("deletes", deletes)
                    .put("since", since.toString())
                    .put("release", release);
        }
    }

    /** All of them, as far as they fit on one page. */
    public Uni<List<Entry>> all() {
        return records.list(KIND, Optional.empty()).map(page -> page.read(Entry::read));
    }

    /** Remembers what {@code plan} holds; one that was not to delete anything says nothing about it. Never fails: that deletes are held is also in the answer. */
    Uni<Void> note(DesiredState desired, Plan plan, Rules rules) {
        if (!rules.policy().deletes()) {
            return Uni.createFrom().voidItem();
        }
        String scope = rules.scope().map(OrganizationId::value).orElse("");
        String key = desired.application() + "/" + scope;
        String letter = DeadLetter.id("held deletes", desired.application(), scope);
        return records.find(KIND, key)
                .flatMap(known -> plan.held()
                        .map(held -> hold(known, key, letter, desired, rules, held))
                        .orElseGet(() -> release(known, letter)))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.errorf(
                            "what is held in %s is not kept as it should be: %s",
                            desired.application(), FailureText.of(failure));
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> hold(
            Optional<Records.Row> known, String key, String letter, DesiredState desired, Rules rules, Held held) {
        boolean isKnown = known.map(row -> row.value().path("digest").asText())
                .filter(held.digest()::equals)
                .isPresent();
        if (isKnown) {
            return Uni.createFrom().voidItem();
        }
        String release = desired.release(DesiredState.Posted.ANYWHERE, rules, held.digest());
        Entry entry =
                new Entry(desired.application(), held.digest(), held.deletes().size(), clock.instant(), release);
        return tell(letter(desired, held, release).withId(letter), ids(held))
                .flatMap(told -> records.put(KIND, key, entry.write(), known.map(Records.Row::version)))
                .replaceWithVoid();
    }

    private Uni<Void> release(Optional<Records.Row> known, String letter) {
        return deadLetters
                .remove(letter)
                .flatMap(gone -> known.map(records::remove)
                        .orElseGet(() -> Uni.createFrom().item(true)))
                .replaceWithVoid();
    }

    private Uni<Void> tell(DeadLetter letter, String ids) {
        LOG.warnf(
                "%s, in %s from %s: %s",
                letter.reason(), letter.application(), letter.provenance().source(), ids);
        return deadLetters.keep(letter.with(new Original(ids)));
    }

    private DeadLetter letter(DesiredState desired, Held held, String release) {
        String reason = held.summary() + "; to delete exactly these: " + release;
        return DeadLetter.of(
                desired.provenance(Operation.DELETE), desired.application(), Optional.empty(), reason, clock.instant());
    }

    private static String ids(Held held) {
        String ids = held.deletes().stream()
                .map(delete -> PlanText.described(delete.organizationBefore()))
                .sorted()
                .collect(Collectors.joining(", "));
        return Text.shorten(ids, LONGEST_LIST);
    }
}
