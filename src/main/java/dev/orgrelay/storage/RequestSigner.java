package dev.orgrelay.storage;

import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.storage.Account.Proof;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/**
 * Gives every request the version, the date and the proof that Azure Storage asks for. If it is a token that is refused, the failure says whether there is
 * another.
 *
 * @param token of the identity that is the proof, if it is one
 */
record RequestSigner(Proof proof, Optional<AccessToken> token, Signing signing, Clock clock)
        implements ResteasyReactiveClientRequestFilter, ClientResponseFilter {

    /** Before whoever makes failures of answers. */
    static final int FIRST_OF_ANSWERS = Priorities.USER + 1000;

    /** The first version that knows tokens for tables. */
    private static final String VERSION = "2020-12-06";

    private static final String BEARER = "Bearer ";
    private static final int UNAUTHORIZED = 401;

    /** RFC 1123 with two digits for the day, which the formatter of that name in the JDK does not give. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** How the key of the account signs a request. */
    interface Signing {
        String sign(SharedKey key, ResteasyReactiveClientRequestContext request);
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        encodeSpaces(request);
        request.getHeaders().putSingle("x-ms-version", VERSION);
        request.getHeaders().putSingle("x-ms-date", DATE.format(clock.instant()));
        if (proof instanceof Proof.Key key) {
            authorize(request, signing.sign(key.key(), request));
        } else if (proof instanceof Proof.Signature signature) {
            append(request, signature.query());
        }
        token.ifPresent(identity -> authorizeBy(identity, request));
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext answer) {
        if (token.isPresent() && answer.getStatus() == UNAUTHORIZED) {
            String refused = request.getHeaderString(HttpHeaders.AUTHORIZATION).substring(BEARER.length());
            throw StorageException.refusedToken(token.get().insteadOf(refused).map(Optional::isPresent));
        }
    }

    static String signTable(SharedKey key, ResteasyReactiveClientRequestContext request) {
        return key.forTable(
                request.getHeaderString("x-ms-date"), request.getUri().getRawPath());
    }

    static String signQueue(SharedKey key, ResteasyReactiveClientRequestContext request) {
        Map<String, String> own = new TreeMap<>();
        request.getStringHeaders().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-ms-")) {
                own.put(name, values.get(0));
            }
        });
        String body = request.hasEntity() ? (String) request.getEntity() : "";
        return key.forQueue(
                request.getMethod(),
                body.getBytes(StandardCharsets.UTF_8).length,
                request.hasEntity() ? request.getMediaType().toString() : "",
                own,
                request.getUri().getRawPath(),
                parameters(request.getUri()));
    }

    /** None of the values that are sent needs encoding. */
    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new TreeMap<>();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&")) {
                int equals = parameter.indexOf('=');
                parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        return parameters;
    }

    private static void authorizeBy(AccessToken token, ResteasyReactiveClientRequestContext request) {
        request.suspend();
        token.get()
                .subscribe()
                .with(
                        value -> {
                            authorize(request, BEARER + value);
                            request.resume();
                        },
                        request::resume);
    }

    private static void authorize(ResteasyReactiveClientRequestContext request, String authorization) {
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, authorization);
    }

    /** The client writes a space of a query as in forms; the service's reference wants it percent-encoded. A real plus is never one by now. */
    private static void encodeSpaces(ResteasyReactiveClientRequestContext request) {
        String query = request.getUri().getRawQuery();
        if (query != null && query.contains("+")) {
            request.setUri(URI.create(request.getUri().toString().replace("+", "%20")));
        }
    }

    private static void append(ResteasyReactiveClientRequestContext request, String query) {
        URI uri = request.getUri();
        request.setUri(URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + query));
    }
}
