package dev.orgrelay.central;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orgrelay.message.RetryAfter;
import dev.orgrelay.organization.Text;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Turns every answer that is not a success into a {@link CentralException}.
 *
 * <p>Since 2022-05-31 the vendor declares {@code {"error": {"code", "message", "requestId", "time"}}} and the header {@code x-ms-error-code};
 * 1.1-preview declares nothing, and gateways on the way answer with HTML, so none of it is relied on.
 */
record CentralExceptionMapper(Clock clock) implements ResponseExceptionMapper<CentralException> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_ANSWER = 0;
    private static final int LONGEST_TEXT = 160;

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status < 200 || status >= 300;
    }

    @Override
    public CentralException toThrowable(Response response) {
        int status = response.getStatus();
        JsonNode error = error(response);
        Optional<String> code = text(error, "code").or(() -> header(response, "x-ms-error-code"));
        return new CentralException(
                status,
                message(status, code, error),
                code,
                text(error, "requestId"),
                header(response, HttpHeaders.RETRY_AFTER).flatMap(value -> RetryAfter.parse(value, clock)));
    }

    private static String message(int status, Optional<String> code, JsonNode error) {
        if (status == NO_ANSWER) {
            return "IoT Central cannot be reached, or did not answer in time";
        }
        String said = text(error, "message")
                .map(message -> ": " + firstSentence(message))
                .orElse("");
        return "IoT Central answered " + status + code.map(c -> " " + c).orElse("") + said;
    }

    /** What follows the first sentence is how to reach the vendor's support. */
    private static String firstSentence(String message) {
        int support = message.indexOf(" You can contact support");
        return support < 0 ? message : message.substring(0, support);
    }

    private static JsonNode error(Response response) {
        try {
            return JSON.readTree(response.readEntity(byte[].class)).path("error");
        } catch (IOException | RuntimeException e) {
            return JSON.missingNode();
        }
    }

    private static Optional<String> text(JsonNode error, String member) {
        JsonNode value = error.path(member);
        return value.isTextual() ? Optional.of(Text.shorten(value.textValue(), LONGEST_TEXT)) : Optional.empty();
    }

    private static Optional<String> header(Response response, String name) {
        return Optional.ofNullable(response.getHeaderString(name)).map(Text::shorten);
    }
}
