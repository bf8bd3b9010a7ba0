package dev.orgrelay.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The five operations: checks a request, carries it out in the directory, and words the answer. */
record OrganizationsEndpoint(RequestChecks checks, ErrorAnswers errors) {

    ApiAnswer answer(ApiRequest request, SandboxState state) {
        return request.operation()
                .map(operation -> answer(request, operation, state))
                .orElseGet(() -> methodNotAllowed(request));
    }

    private ApiAnswer answer(ApiRequest request, ApiOperation operation, SandboxState state) {
        return checks.refusal(request, operation, state.bucket())
                .map(errors::of)
                .orElseGet(() -> perform(request, operation, state));
    }

    private ApiAnswer methodNotAllowed(ApiRequest request) {
        return errors.of(Refusal.of(405, "The method is not one that this resource has."))
                .with("Allow", request.id().isPresent() ? "GET, PUT, PATCH, DELETE" : "GET");
    }

    private ApiAnswer perform(ApiRequest request, ApiOperation operation, SandboxState state) {
        return request.id()
                .map(OrganizationId::new)
                .map(id -> perform(request, operation, id, state))
                .orElseGet(() -> list(request, state));
    }

    private ApiAnswer perform(ApiRequest request, ApiOperation operation, OrganizationId id, SandboxState state) {
        Directory directory = state.directory();
        OrganizationBodyReader reader = new OrganizationBodyReader(operation, id);
        return switch (operation) {
            case CREATE ->
                shown(reader.read(request.body()).then(whole -> directory.create(id, whole, state.limits())));
            case UPDATE ->
                shown(reader.read(request.body()).then(patch -> directory.update(id, patch, state.limits())));
            case DELETE -> directory.delete(id).match(gone -> ApiAnswer.noContent(), errors::of);
            default -> shown(directory.get(id));
        };
    }

    private ApiAnswer shown(Result<Organization> result) {
        Function<Organization, ApiAnswer> ok = organization -> ApiAnswer.ok(SandboxJson.of(organization));
        return result.match(ok, errors::of);
    }

    private ApiAnswer list(ApiRequest request, SandboxState state) {
        Optional<String> token = request.query(RequestChecks.SKIP_TOKEN);
        OptionalLong after = token.map(SkipToken::read).orElse(OptionalLong.of(0));
        if (after.isEmpty()) {
            return errors.of(Refusal.badRequest("The $skiptoken does not come from a nextLink."));
        }
        Directory.Page page =
                state.directory().page(after.getAsLong(), state.limits().pageSize());
        return ApiAnswer.ok(collection(request, page));
    }

    private static ObjectNode collection(ApiRequest request, Directory.Page page) {
        ObjectNode body = SandboxJson.object();
        ArrayNode value = body.putArray("value");
        page.organizations().forEach(organization -> value.add(SandboxJson.of(organization)));
        page.next().ifPresent(next -> body.put("nextLink", nextLink(request, next)));
        return body;
    }

    private static String nextLink(ApiRequest request, long after) {
        return request.origin() + SandboxRoutes.ROOT + request.path()
                + "?" + RequestChecks.API_VERSION + "="
                + request.query(RequestChecks.API_VERSION).orElseThrow()
                + "&" + URLEncoder.encode(RequestChecks.SKIP_TOKEN, StandardCharsets.UTF_8)
                + "=" + SkipToken.of(after);
    }
}
