package dev.orgrelay.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orgrelay.organization.Text;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Turns every answer that is not a success into a {@link StorageException}. The service's error code is in the header {@code x-ms-error-code}, or in
 * the body of Table Storage as {@code {"odata.error": {"code"}}}.
 */
final class StorageExceptionMapper implements ResponseExceptionMapper<StorageException> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status < 200 || status >= 300;
    }

    @Override
    public StorageException toThrowable(Response response) {
        String code =
                Optional.ofNullable(response.getHeaderString("x-ms-error-code")).orElseGet(() -> codeIn(response));
        return StorageException.answered(response.getStatus(), Text.shorten(code));
    }

    private static String codeIn(Response response) {
        try {
            String body = Optional.ofNullable(response.readEntity(String.class)).orElse("");
            return JSON.readTree(body).path("odata.error").path("code").asText("");
        } catch (JsonProcessingException | RuntimeException e) {
            return "";
        }
    }
}
