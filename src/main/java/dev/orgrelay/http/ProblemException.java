package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Text;
import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with an error: a problem details object (RFC 9457). */
final class ProblemException extends RuntimeException {

    static final String MEDIA_TYPE = "application/problem+json";

    static final ProblemException NOT_FOUND = new ProblemException(404, "there is nothing here");
    static final ProblemException UNREADABLE = new ProblemException(400, "the request cannot be read");

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_DETAIL = 400;

    private final int status;
    private final transient Map<String, ArrayNode> members;
    private final transient Map<String, String> headers;

    /** @param detail what was wrong and what to do, for people */
    ProblemException(int status, String detail) {
        this(status, detail, Map.of());
    }

    /** @param mistakes each of them, if there may be many */
    ProblemException(int status, String detail, List<String> mistakes) {
        this(status, detail, Map.of("mistakes", texts(mistakes)));
    }

    /** @param members what else programs may read; an empty one is left out */
    ProblemException(int status, String detail, Map<String, ArrayNode> members) {
        this(status, detail, members, Map.of());
    }

    private ProblemException(int status, String detail, Map<String, ArrayNode> members, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.members = members;
        this.headers = headers;
    }

    /** @param allowed methods, with commas (RFC 9110, 15.5.6) */
    static ProblemException notAllowed(String allowed) {
        return new ProblemException(405, "this method is not allowed here, only " + allowed)
                .with(HttpHeaders.ALLOW, allowed);
    }

    int status() {
        return status;
    }

    /** What was wrong, as the answer tells it. */
    String detail() {
        return Text.shorten(getMessage(), LONGEST_DETAIL);
    }

    ProblemException with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ProblemException(status, getMessage(), members, more);
    }

    /** It may be sent again after {@code wait}. */
    ProblemException retryAfter(Duration wait) {
        return with(HttpHeaders.RETRY_AFTER, Answer.seconds(wait));
    }

    Answer answer() {
        return answer(MEDIA_TYPE, json());
    }

    /** The same in the words of those who read no problem details. */
    Answer answer(String mediaType, ObjectNode body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(HttpHeaders.CONTENT_TYPE, mediaType);
        return new Answer(status, all, Answer.line(body));
    }

    /** With status, type {@code about:blank} and the status' standard phrase as title (RFC 9457, 4.2.1). */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail());
        members.forEach((name, value) -> {
            if (!value.isEmpty()) {
                json.set(name, value);
            }
        });
        return json;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        texts.forEach(all::add);
        return all;
    }
}
