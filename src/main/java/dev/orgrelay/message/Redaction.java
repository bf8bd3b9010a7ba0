package dev.orgrelay.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What may be kept of the requests of one sender: nothing that proves who sends. Beside what its scheme names, headers and parameters with the usual names of
 * secrets are left out, and fields with such names are masked.
 */
public final class Redaction {

    /** For requests without a scheme of their own. */
    public static final Redaction USUAL = new Redaction(Set.of(), Set.of(), Set.of());

    private static final List<String> USUAL_PARTS = List.of(
            "authorization",
            "client-cert",
            "client-principal",
            "cookie",
            "credential",
            "api-key",
            "apikey",
            "functions-key",
            "hmac",
            "password",
            "sas-key",
            "secret",
            "signature",
            "token");

    /** What the Functions host takes its key from, and what signatures in a query are called. */
    private static final Set<String> USUAL_PARAMETERS = Set.of("code", "key", "sig");

    private static final int MOST_KNOWN = 1_000;

    /** A shorter one would be found in words that have nothing to do with it. */
    private static final int SHORTEST_TEXT = 8;

    private final Set<String> headers;
    private final Set<String> parameters;
    private final SecretFields fields;
    private final Set<List<String>> paths;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /**
     * @param headers by name in lower case
     * @param parameters of the query
     * @param paths of fields in a JSON body, name by name
     */
    public Redaction(Set<String> headers, Set<String> parameters, Set<List<String>> paths) {
        this.headers = Set.copyOf(headers);
        this.parameters = Set.copyOf(parameters);
        this.paths = Set.copyOf(paths);
        this.fields = new SecretFields(this.paths);
    }

    /** What both leave out is left out. */
    public Redaction and(Redaction other) {
        return new Redaction(
                union(headers, other.headers), union(parameters, other.parameters), union(paths, other.paths));
    }

    /** Those that may be kept, by name in lower case, sorted. */
    public Map<String, String> headers(Map<String, String> received) {
        return without(this::isSecretHeader, received);
    }

    /** Those parameters that may be kept, sorted. */
    public Map<String, String> query(Map<String, String> received) {
        return without(this::isSecretParameter, received);
    }

    private static Map<String, String> without(Predicate<String> secrets, Map<String, String> received) {
        Map<String, String> kept = new TreeMap<>(received);
        kept.keySet().removeIf(secrets);
        return kept;
    }

    /** The body of {@code delivery} with everything secret masked; empty if it cannot be found there, but may be. */
    public Optional<byte[]> body(Delivery delivery) {
        return masked(delivery.body(), secretsOfHead(delivery));
    }

    /** The same of a message that came another way. */
    public Optional<byte[]> body(byte[] message) {
        return masked(message, List.of());
    }

    private Optional<byte[]> masked(byte[] body, List<String> secrets) {
        String text = new String(body, StandardCharsets.ISO_8859_1); // a byte is a character
        Optional<String> masked = fields.masked(body, text);
        if (masked.isEmpty()) {
            return Optional.empty();
        }
        String kept = masked.get();
        for (String secret : secrets) {
            if (secret.length() < SHORTEST_TEXT) {
                return Optional.empty();
            }
            kept = kept.replace(secret, SecretFields.MASK);
        }
        return Optional.of(kept == text ? body : kept.getBytes(StandardCharsets.ISO_8859_1));
    }

    private List<String> secretsOfHead(Delivery delivery) {
        List<String> secrets = new ArrayList<>(1);
        headers.forEach(name -> addSecret(delivery.headers().getOrDefault(name, ""), secrets));
        parameters.forEach(name -> addSecret(delivery.query().getOrDefault(name, ""), secrets));
        return secrets;
    }

    private static void addSecret(String value, List<String> secrets) {
        String secret = value.substring(value.lastIndexOf(' ') + 1);
        if (!secret.isEmpty()) {
            secrets.add(secret);
        }
    }

    private boolean isSecretHeader(String name) {
        Boolean answer = known.get(name);
        if (answer == null) {
            answer = headers.contains(name) || hasUsualPart(name);
            if (known.size() < MOST_KNOWN) {
                known.put(name, answer);
            }
        }
        return answer;
    }

    private boolean isSecretParameter(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return parameters.contains(name) || USUAL_PARAMETERS.contains(lower) || hasUsualPart(lower.replace('_', '-'));
    }

    private static boolean hasUsualPart(String name) {
        return USUAL_PARTS.stream().anyMatch(name::contains);
    }

    private static <T> Set<T> union(Set<T> some, Set<T> others) {
        Set<T> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
