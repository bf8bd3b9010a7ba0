package dev.orgrelay.identity;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** What it means when a managed identity's endpoint gives no token. Its text is not read: the status says enough. */
final class ManagedIdentityRefusal implements ResponseExceptionMapper<TokenException> {

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status != 200;
    }

    @Override
    public TokenException toThrowable(Response response) {
        return switch (response.getStatus()) {
            case 0 ->
                new TokenException("the managed identity's endpoint cannot be reached, or did not answer in time");
            case 400, 403, 404 ->
                new TokenException("the managed identity's endpoint answered " + response.getStatus()
                        + ": assign the identity to this app, and look at client-id and scope");
            default -> new TokenException("the managed identity's endpoint answered " + response.getStatus());
        };
    }
}
