package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.intake.Report;
import dev.orgrelay.journal.Recording;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a request is answered with, whoever sends it: a route or a REST resource.
 *
 * @param status HTTP status
 * @param headers with the type of the body, if there is one
 * @param body may be empty
 */
record Answer(int status, Map<String, String> headers, String body) {

    static final String JSON = MediaType.APPLICATION_JSON;
    static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    static Answer of(int status) {
        return new Answer(status, Map.of(), "");
    }

    static Answer of(int status, String mediaType, JsonNode body) {
        return new Answer(status, Map.of(HttpHeaderNames.CONTENT_TYPE.toString(), mediaType), line(body));
    }

    /** What was taken in: 200 when nothing is left to do, 202 when the rest is stored, 503 with {@code Retry-After} when it has to come again. */
    static Answer of(Report report) {
        return report.retryAfter()
                .map(wait -> of(503, JSON, report.toJson()).retryAfter(wait))
                .orElseGet(() -> of(report.isQueued() ? 202 : 200, JSON, report.toJson()));
    }

    /** As people read it in a terminal, too: with an end of line. */
    static String line(JsonNode document) {
        return document + "\n";
    }

    /** Whole seconds, at least one, rounded up (RFC 9110, 10.2.3). */
    static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /** A document, or what people read instead, if they do. The types are sorted by preference; whoever takes anything gets JSON. */
    static Answer of(HttpHeaders headers, Supplier<JsonNode> document, Supplier<String> text) {
        boolean isForPeople = headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        || type.isCompatible(MediaType.TEXT_PLAIN_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
        return isForPeople ? ofText(text.get()) : of(200, JSON, document.get());
    }

    static Answer ofText(String text) {
        String lines = text.endsWith("\n") ? text : text + "\n";
        return new Answer(200, Map.of(HttpHeaderNames.CONTENT_TYPE.toString(), TEXT), lines);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    /** The same without its body, if all went well. */
    Answer withoutBody() {
        return status >= 300 ? this : of(status);
    }

    /** Asks to send it again after {@code wait}. */
    Answer retryAfter(Duration wait) {
        return with(HttpHeaderNames.RETRY_AFTER.toString(), seconds(wait));
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

    /** The same where the server has no part in it: the last answer on its connection. */
    FullHttpResponse last() {
        ByteBuf bytes = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        FullHttpResponse last =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), bytes);
        headers.forEach(last.headers()::set);
        last.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return last;
    }

    /** The same as a REST resource answers it. */
    Response response() {
        Response.ResponseBuilder response = Response.status(status);
        headers.forEach(response::header);
        return body.isEmpty() ? response.build() : response.entity(body).build();
    }
}
