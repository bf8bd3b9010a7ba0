package dev.orgrelay.storage;

import dev.orgrelay.storage.Account.Proof;
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

/** Gives every request the version, the date and the proof that Azure Storage asks for. */
final class RequestSigner implements ResteasyReactiveClientRequestFilter {

    /** The first version that knows tokens for tables. */
    private static final String VERSION = "2020-12-06";

    /** RFC 1123 with two digits for the day, which the formatter of that name in the JDK does not give. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** How the key of the account signs a request. */
    interface Signing {
        String sign(SharedKey key, ResteasyReactiveClientRequestContext request);
    }

    private final Proof proof;
    private final Signing signing;
    private final Optional<StorageTokens> tokens;
    private final Clock clock;

    RequestSigner(Proof proof, Signing signing, Optional<StorageTokens> tokens, Clock clock) {
        this.proof = proof;
        this.signing = signing;
        this.tokens = tokens;
        this.clock = clock;
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
        } else if (proof instanceof Proof.Identity identity) {
            authorizeBy(identity, request);
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

    private void authorizeBy(Proof.Identity identity, ResteasyReactiveClientRequestContext request) {
        request.suspend();
        tokens.orElseThrow()
                .token(identity.clientId())
                .subscribe()
                .with(
                        token -> {
                            authorize(request, "Bearer " + token);
                            request.resume();
                        },
                        request::resume);
    }

    private static void authorize(ResteasyReactiveClientRequestContext request, String authorization) {
        request.getHeaders().putSingle("Authorization", authorization);
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
