package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.Scheduler;
import dev.orgrelay.intake.Report;
import dev.orgrelay.mapping.Mapped.ToApply;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Answers a SCIM 2.0 client as a SCIM service does.
 *
 * <p>A client only goes on with the id that it gets for a group. That is the organization's own, because a sender's id that is an organization id stands
 * for itself: what the client sends about it later comes to the same organization, and nothing has to be remembered.
 */
@ApplicationScoped
class ScimAnswers {

    private static final String OF_ALL = "GET, POST";
    private static final String OF_ONE = "GET, PUT, PATCH, DELETE";

    private final Applications applications;

    ScimAnswers(Applications applications) {
        this.applications = applications;
    }

    /** What became of a request that wanted to change something. */
    Answer of(Delivery delivery, Report report) {
        return report.retryAfter()
                .map(wait ->
                        error(503, "it cannot be done yet; send it again later").retryAfter(wait))
                .or(() -> refusal(report).map(reason -> error(400, reason)))
                .orElseGet(() -> done(delivery, report));
    }

    private static Optional<String> refusal(Report report) {
        return report.entries().stream()
                .map(Report.Entry::outcome)
                .filter(Outcome.Refused.class::isInstance)
                .flatMap(refused -> refused.detail().stream())
                .findFirst();
    }

    private static Answer done(Delivery delivery, Report report) {
        Optional<String> organization = organization(report);
        boolean isPost = delivery.method().equals("POST");
        if (ScimPath.of(delivery).filter(ScimPath::isGroups).isEmpty() || isPost && organization.isEmpty()) {
            return error(501, "only groups become organizations");
        }
        return switch (delivery.method()) {
            case "POST" -> created(delivery, organization.get());
            case "PUT" ->
                scim(200, group(delivery, ScimPath.of(delivery).get().id().orElseThrow(), url(delivery)));
            default -> Answer.of(204);
        };
    }

    private static Answer created(Delivery delivery, String id) {
        String location = url(delivery) + "/" + id;
        return scim(201, group(delivery, id, location)).with("Location", location);
    }

    private static ObjectNode group(Delivery delivery, String id, String location) {
        JsonNode body = Json.read(delivery);
        return ScimBodies.group(id, text(body.path("externalId")), text(body.path("displayName")), location);
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }

    private static Optional<String> organization(Report report) {
        return report.entries().stream()
                .map(Report.Entry::mapped)
                .filter(ToApply.class::isInstance)
                .map(toApply -> ((ToApply) toApply).change().organization().value())
                .findFirst();
    }

    /**
     * What a client wants to read: one group as IoT Central knows it, and of all of them nothing. A client searches before it creates, and creates what
     * it does not find; the same group gets the same id each time.
     *
     * @return fails with {@link IntakeException.Unauthenticated} if the request does not come from the source
     */
    Uni<Answer> read(Source source, Delivery delivery) {
        return Scheduler.backToCaller(source.requireProof(delivery)).flatMap(proof -> proven(source, delivery));
    }

    private Uni<Answer> proven(Source source, Delivery delivery) {
        Optional<ScimPath> path = ScimPath.of(delivery);
        if (path.isPresent() && path.get().id().isEmpty()) {
            return Uni.createFrom().item(scim(200, ScimBodies.nothing()));
        }
        return path.filter(ScimPath::isGroups)
                .flatMap(ScimPath::id)
                .filter(OrganizationId::isValid)
                .flatMap(id -> applications
                        .named(source.answering().application())
                        .map(central -> group(central, id, url(delivery))))
                .orElseGet(() -> Uni.createFrom().item(missing()));
    }

    private static Uni<Answer> group(Central central, String id, String location) {
        return central.get(new OrganizationId(id))
                .map(found -> scim(200, group(found, id, location)))
                .onFailure(failure -> failure instanceof CentralException answered
                        && answered.kind() == CentralException.Kind.NOT_FOUND)
                .recoverWithItem(failure -> missing());
    }

    private static ObjectNode group(Organization found, String id, String location) {
        return ScimBodies.group(id, Optional.empty(), Optional.of(found.displayName()), location);
    }

    private static Answer missing() {
        return error(404, "there is no such resource");
    }

    /** What cannot be done whatever the body says: one group is changed at its own path, and created where all of them are. */
    static Optional<Answer> refusal(Delivery head) {
        boolean isCreate = head.method().equals("POST");
        return ScimPath.of(head)
                .filter(ScimPath::isGroups)
                .filter(path -> path.id().isPresent() == isCreate)
                .map(path -> of(ProblemException.notAllowed(path.id().isPresent() ? OF_ONE : OF_ALL)));
    }

    /** Why a request was turned away, in the words of the client. */
    static Answer of(ProblemException problem) {
        return problem.answer(ScimBodies.MEDIA_TYPE, ScimBodies.error(problem.status(), problem.getMessage()));
    }

    private static Answer error(int status, String detail) {
        return scim(status, ScimBodies.error(status, detail));
    }

    private static Answer scim(int status, ObjectNode body) {
        return Answer.of(status, ScimBodies.MEDIA_TYPE, body);
    }

    /** Where the request went, without its query. */
    private static String url(Delivery delivery) {
        String url = delivery.url();
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
