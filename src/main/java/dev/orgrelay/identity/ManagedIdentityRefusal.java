package dev.orgrelay.identity;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** What it means when a managed identity's endpoint gives no token. Its text is not read: the status says enough. */
final class ManagedIdentityRefusal implements ResponseExceptionMapper<TokenException> {

    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status != 200;
    }

    @Override
    public TokenException toThrowable(Response response) {
        int status = response.getStatus();
        if (status == 0) {
            return new TokenException("the managed identity's endpoint cannot be reached, or did not answer in time");
        }
        String answered = "the managed identity's endpoint answered " + status;
        boolean isOfRequest = status >= 400 && status < 500 && status != TIMEOUT && status != TOO_MANY;
        return isOfRequest
                ? TokenException.ofRequest(
                        answered + ": assign the identity to this app, and look at client-id and scope")
                : new TokenException(answered);
    }
}
