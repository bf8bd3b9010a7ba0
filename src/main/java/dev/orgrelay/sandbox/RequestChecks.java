package dev.orgrelay.sandbox;

import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What must be right about a request before its body is looked at: one check after the other, the first failure counts. */
record RequestChecks(AuthorizationHeader credential) {

    static final String API_VERSION = "api-version";
    static final String SKIP_TOKEN = "$skiptoken";

    /** The most bytes of a body; an organization needs a few hundred. */
    static final int BODY_LENGTH = 64 * 1024;

    private static final List<String> VERSIONS =
            List.of("1.1-preview", "2022-05-31", "2022-06-30-preview", "2022-07-31", "2022-10-31-preview");
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    /** Why the request is not carried out, if so. A token is only taken for a request that may ask at all. */
    Optional<Refusal> refusal(ApiRequest request, ApiOperation operation, TokenBucket bucket) {
        return apiVersion(request)
                .or(() -> unknownParameter(request, operation))
                .or(() -> credential.refusal(request.authorization()))
                .or(() -> Optional.of(Refusal.tooManyRequests()).filter(refusal -> !bucket.tryTake()))
                .or(() -> id(request))
                .or(() -> mediaType(request, operation))
                .or(() -> size(request));
    }

    /** The Azure CLI appends the parameter to a nextLink that has it already, so the same value twice is fine. */
    private static Optional<Refusal> apiVersion(ApiRequest request) {
        Set<String> values = Set.copyOf(request.query().getOrDefault(API_VERSION, List.of()));
        return values.size() == 1 && VERSIONS.containsAll(values)
                ? Optional.empty()
                : Refusal.because(
                        "The query parameter api-version must be one of " + String.join(", ", VERSIONS) + ".");
    }

    private static Optional<Refusal> unknownParameter(ApiRequest request, ApiOperation operation) {
        Set<String> known = operation == ApiOperation.LIST ? Set.of(API_VERSION, SKIP_TOKEN) : Set.of(API_VERSION);
        return request.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .flatMap(name -> Refusal.because("The query parameter '" + Text.shorten(name) + "' is unknown."));
    }

    private static Optional<Refusal> id(ApiRequest request) {
        return request.id()
                .filter(id -> !OrganizationId.isValid(id))
                .flatMap(id -> Refusal.because("'" + Text.shorten(id)
                        + "' is not an organization id: 2 to 48 of a-z, 0-9 and -, no - at the beginning or the end."));
    }

    private static Optional<Refusal> mediaType(ApiRequest request, ApiOperation operation) {
        if (!operation.hasBody()) {
            return Optional.empty();
        }
        List<String> accepted = operation == ApiOperation.UPDATE ? List.of(JSON, MERGE_PATCH) : List.of(JSON);
        return request.contentType()
                        .map(RequestChecks::withoutParameters)
                        .filter(accepted::contains)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.unsupportedMediaType(
                        "The media type of the body must be " + String.join(" or ", accepted) + "."));
    }

    private static Optional<Refusal> size(ApiRequest request) {
        return request.body().length <= BODY_LENGTH
                ? Optional.empty()
                : Optional.of(Refusal.of(413, "The body has more than " + BODY_LENGTH + " bytes."));
    }

    private static String withoutParameters(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
