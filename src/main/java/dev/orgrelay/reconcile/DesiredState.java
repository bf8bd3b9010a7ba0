package dev.orgrelay.reconcile;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.plan.Draft.Row;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.plan.Step;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A whole hierarchy that an application should have.
 *
 * @param application name of the application
 * @param source who says so: name of a configured sender, or {@value #OPERATOR}
 * @param rows the organizations, unchecked
 * @param mistakes what was wrong already when it was read, one sentence for each; if there is any, nothing is applied
 * @param readAt when this was true. What happened later is newer, and wins
 * @param delivery what it came with, if that is recorded
 * @param reviewed the plan that a person has looked at, and that has to be applied as it is
 * @param posted how it came, if somebody sent it
 */
public record DesiredState(
        String application,
        String source,
        List<Row> rows,
        List<String> mistakes,
        Instant readAt,
        Optional<DeliveryId> delivery,
        Optional<SavedPlan> reviewed,
        Posted posted) {

    /** The source of what an operator sends. */
    public static final String OPERATOR = "operator";

    /**
     * How a hierarchy came, so that it can be sent again.
     *
     * @param base where the API was reached, without {@code /api}
     * @param query further parameters, each beginning with {@code &}
     * @param body options of curl for the body; empty if there was none
     */
    public record Posted(String base, String query, String body) {

        /** Where the command line looks for the API, too. */
        public static final String ANYWHERE = "${ORGRELAY_URL:-http://localhost:8080}";

        /** It was not sent: Org Relay reads it at its source. */
        public static final Posted NOT = new Posted(ANYWHERE, "", "");
    }

    /** A hierarchy that nobody records. */
    public DesiredState(String application, String source, List<Row> rows, List<String> mistakes, Instant readAt) {
        this(application, source, rows, mistakes, readAt, Optional.empty(), Optional.empty(), Posted.NOT);
    }

    /** A hierarchy that was read without mistakes. */
    public DesiredState(String application, String source, List<Row> rows, Instant readAt) {
        this(application, source, rows, List.of(), readAt);
    }

    /** The same, as something that came with {@code recorded}. */
    public DesiredState cameWith(Optional<DeliveryId> recorded) {
        return new DesiredState(application, source, rows, mistakes, readAt, recorded, reviewed, posted);
    }

    /** The same, as somebody has sent it. */
    public DesiredState sent(Posted how) {
        return new DesiredState(application, source, rows, mistakes, readAt, delivery, reviewed, how);
    }

    /** The same, to be applied by {@code plan} or not at all. */
    public DesiredState by(SavedPlan plan) {
        return new DesiredState(application, source, rows, mistakes, readAt, delivery, Optional.of(plan), posted);
    }

    /**
     * The whole command that releases held deletes.
     *
     * @param base where the API is reached
     * @param digest of the deletes
     */
    public String release(String base, Rules rules, String digest) {
        String from = source.equals(OPERATOR) ? "" : "&source=" + encoded(source);
        String scope = rules.scope().map(root -> "&scope=" + root).orElse("");
        return "curl -X POST -H \"x-functions-key: $ORGRELAY_OPERATOR_KEY\" \"" + base + "/api/reconcile?application="
                + encoded(application) + from + posted.query() + scope + "&policy="
                + rules.policy().word() + "&release=" + digest + "\"" + posted.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * The change that {@code step} asks for under {@code policy}. Its time is that of the hierarchy, so anything newer wins; it has no event id, since the same step may be needed again.
     */
    Change change(Step step, Policy policy) {
        return step.match(
                create -> new Change.Create(
                        application,
                        create.organization(),
                        create.organizationAfter().displayName(),
                        create.organizationAfter().parent(),
                        provenance(Operation.CREATE)),
                update -> new Change.Update(
                        application,
                        update.organization(),
                        update.displayName(),
                        update.placement(),
                        provenance(Operation.UPDATE)),
                detour -> new Change.Update(
                        application,
                        detour.organization(),
                        Optional.empty(),
                        Placement.topLevel(),
                        provenance(Operation.UPDATE)),
                delete -> new Change.Delete(
                        application,
                        delete.organization(),
                        provenance(
                                Operation.DELETE,
                                policy == Policy.SYNC_OWNED ? Provenance.OF_OWNED : Provenance.OF_RECONCILE)));
    }

    /** The whole organization after {@code step}, for one that turns out to be missing; empty if it is not to exist, or not yet in its place. */
    Optional<Change> whole(Step step) {
        return Optional.of(step)
                .filter(Step.Update.class::isInstance)
                .flatMap(Step::after)
                .map(after -> new Change.Create(
                        application, after.id(), after.displayName(), after.parent(), provenance(Operation.CREATE)));
    }

    /** Where such a change comes from. */
    Provenance provenance(Operation operation) {
        return provenance(operation, Provenance.OF_RECONCILE);
    }

    private Provenance provenance(Operation operation, String origin) {
        return new Provenance(source, operation, Optional.of(origin), Optional.empty(), Optional.of(readAt), readAt)
                .cameWith(delivery);
    }
}
