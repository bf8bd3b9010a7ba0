package dev.orgrelay.sandbox;

import dev.orgrelay.organization.OrganizationId;
import java.util.Optional;

/**
 * Why a request is not carried out.
 *
 * <p>Of the codes only {@code Unauthenticated} and {@code NotFound} are known from the vendor; the others follow their example and are named
 * after the status, so that nobody comes to rely on finer differences which the real API may not make.
 *
 * @param status of the HTTP answer
 * @param code for programs
 * @param sentence for people, ends with a full stop
 */
record Refusal(int status, String code, String sentence) {

    static Refusal badRequest(String sentence) {
        return of(400, sentence);
    }

    /** A bad request, where there may be nothing to refuse. */
    static Optional<Refusal> because(String sentence) {
        return Optional.of(badRequest(sentence));
    }

    static Refusal unauthenticated(String sentence) {
        return of(401, sentence);
    }

    static Refusal missing(OrganizationId id) {
        return of(404, "There is no organization '" + id + "'.");
    }

    static Refusal conflict(String sentence) {
        return of(409, sentence);
    }

    static Refusal unsupportedMediaType(String sentence) {
        return of(415, sentence);
    }

    static Refusal tooManyRequests() {
        return of(429, "The application receives too many requests. Try again later.");
    }

    static Refusal of(int status, String sentence) {
        return new Refusal(status, code(status), sentence);
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "Unauthenticated";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 409 -> "Conflict";
            case 412 -> "PreconditionFailed";
            case 413 -> "RequestTooLarge";
            case 415 -> "UnsupportedMediaType";
            case 422 -> "UnprocessableEntity";
            case 429 -> "TooManyRequests";
            case 503 -> "ServiceUnavailable";
            default -> status < 500 ? "BadRequest" : "InternalServerError";
        };
    }
}
