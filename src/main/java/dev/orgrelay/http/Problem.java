package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Text;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * An error as a problem details object (RFC 9457).
 *
 * @param status the HTTP status, which is also the title's source
 * @param detail what was wrong and what to do, for people
 */
record Problem(int status, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    static final Problem NOT_FOUND = new Problem(404, "there is nothing here");
    static final Problem UNREADABLE = new Problem(400, "the request cannot be read");
    static final Problem NOT_ALLOWED = new Problem(405, "this method is not allowed here");

    private static final int LONGEST_DETAIL = 400;

    /** With status, type {@code about:blank} and the status' standard phrase as title (RFC 9457, 4.2.1). */
    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title())
                .put("status", status)
                .put("detail", Text.shorten(detail, LONGEST_DETAIL));
    }

    Answer answer() {
        return Answer.of(status, MEDIA_TYPE, json());
    }

    private String title() {
        return Optional.ofNullable(Response.Status.fromStatusCode(status))
                .map(Response.Status::getReasonPhrase)
                .orElse("Error");
    }
}
