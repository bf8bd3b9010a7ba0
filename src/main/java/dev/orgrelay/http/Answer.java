package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.journal.Recording;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with, whoever sends it: a route or a REST resource.
 *
 * @param status HTTP status
 * @param headers with the type of the body, if there is one
 * @param body may be empty
 */
record Answer(int status, Map<String, String> headers, String body) {

    static Answer of(int status) {
        return new Answer(status, Map.of(), "");
    }

    static Answer of(int status, String mediaType, JsonNode body) {
        return new Answer(status, Map.of(HttpHeaderNames.CONTENT_TYPE.toString(), mediaType), body.toString());
    }

    /** What people read instead. */
    static Answer ofText(String text) {
        return new Answer(200, Map.of(HttpHeaderNames.CONTENT_TYPE.toString(), PlanAnswer.TEXT), text);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    /** Asks to send it again after {@code wait}: whole seconds, at least one, rounded up (RFC 9110, 10.2.3). */
    Answer retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return with(HttpHeaderNames.RETRY_AFTER.toString(), Long.toString(seconds));
    }

    /** Sends it, unless something was sent already or nobody is left to hear it. */
    void send(HttpServerResponse response) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        if (body.isEmpty()) {
            response.end();
        } else {
            response.end(body);
        }
    }

    /** The same as a REST resource answers it, after {@code recording} was told. */
    Response response(Recording recording) {
        recording.answered(body);
        return response();
    }

    /** The same as a REST resource answers it. */
    Response response() {
        Response.ResponseBuilder response = Response.status(status);
        headers.forEach(response::header);
        return body.isEmpty() ? response.build() : response.entity(body).build();
    }
}
