package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.intake.Report;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.source.Delivery;
import dev.orgrelay.source.IntakeException;
import dev.orgrelay.source.Json;
import dev.orgrelay.source.Mapped.ToApply;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Answers a SCIM 2.0 client as a SCIM service does.
 *
 * <p>A client only goes on with the id that it gets for a group. That is the organization's own, because a sender's id that is an organization id stands
 * for itself: what the client sends about it later comes to the same organization, and nothing has to be remembered.
 */
@ApplicationScoped
class ScimAnswers {

    private static final int BUSY_SECONDS = 30;

    private final Applications applications;

    ScimAnswers(Applications applications) {
        this.applications = applications;
    }

    /** What became of a request that wanted to change something. */
    Response of(Delivery delivery, Report report) {
        return report.retryAfter()
                .map(wait -> error(503, "it cannot be done yet; send it again later")
                        .header(HttpHeaders.RETRY_AFTER, ReportResponse.seconds(wait))
                        .build())
                .or(() -> refusal(report).map(reason -> error(400, reason).build()))
                .orElseGet(() -> done(delivery, report));
    }

    private static Optional<String> refusal(Report report) {
        return report.entries().stream()
                .map(Report.Entry::outcome)
                .filter(Outcome.Refused.class::isInstance)
                .flatMap(refused -> refused.detail().stream())
                .findFirst();
    }

    private static Response done(Delivery delivery, Report report) {
        Optional<String> organization = organization(report);
        boolean isPost = delivery.method().equals("POST");
        if (ScimPath.of(delivery).filter(ScimPath::isGroups).isEmpty() || isPost && organization.isEmpty()) {
            return error(501, "only groups become organizations").build();
        }
        return switch (delivery.method()) {
            case "POST" -> created(delivery, organization.get());
            case "PUT" ->
                scim(200, group(delivery, ScimPath.of(delivery).get().id().orElseThrow(), url(delivery)))
                        .build();
            default -> Response.noContent().build();
        };
    }

    private static Response created(Delivery delivery, String id) {
        String location = url(delivery) + "/" + id;
        return scim(201, group(delivery, id, location))
                .header(HttpHeaders.LOCATION, location)
                .build();
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
     * @throws dev.orgrelay.source.IntakeException.Unauthenticated if the request does not come from the source
     */
    Uni<Response> read(Source source, Delivery delivery) {
        source.requireProof(delivery);
        Optional<ScimPath> path = ScimPath.of(delivery);
        if (path.isPresent() && path.get().id().isEmpty()) {
            return Uni.createFrom().item(scim(200, ScimBodies.nothing()).build());
        }
        return path.filter(ScimPath::isGroups)
                .flatMap(ScimPath::id)
                .flatMap(id -> applications
                        .named(source.answering().application())
                        .map(central -> group(central, id, url(delivery))))
                .orElseGet(() -> Uni.createFrom().item(missing()));
    }

    private static Uni<Response> group(Central central, String id, String location) {
        return central.get(OrganizationId.ofSourceId(id))
                .map(found -> scim(200, group(found, id, location)).build())
                .onFailure(failure -> failure instanceof CentralException answered
                        && answered.kind() == CentralException.Kind.NOT_FOUND)
                .recoverWithItem(failure -> missing());
    }

    private static ObjectNode group(Organization found, String id, String location) {
        return ScimBodies.group(id, Optional.empty(), Optional.of(found.displayName()), location);
    }

    private static Response missing() {
        return error(404, "there is no such resource").build();
    }

    /** Why a request was turned away. */
    static Response turnedAway(IntakeException failure) {
        Response.ResponseBuilder answer = error(status(failure), failure.getMessage());
        return failure instanceof IntakeException.Busy
                ? answer.header(HttpHeaders.RETRY_AFTER, BUSY_SECONDS).build()
                : answer.build();
    }

    private static int status(IntakeException failure) {
        if (failure instanceof IntakeException.Unauthenticated) {
            return 401;
        }
        if (failure instanceof IntakeException.Busy) {
            return 503;
        }
        return failure instanceof IntakeException.UnsupportedMediaType ? 415 : 400;
    }

    private static Response.ResponseBuilder error(int status, String detail) {
        return scim(status, ScimBodies.error(status, detail));
    }

    private static Response.ResponseBuilder scim(int status, ObjectNode body) {
        return Response.status(status).type(ScimBodies.MEDIA_TYPE).entity(body.toString());
    }

    /** Where the request went, without its query. */
    private static String url(Delivery delivery) {
        String url = delivery.url();
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
