package dev.orgrelay.http;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.Text;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the query of an operator's request may hold. What is unknown, empty or said twice would be ignored in silence, and something else would happen. */
final class OperatorParameters {

    private static final List<String> OF_MOST = List.of("application", "dryRun");
    private static final List<String> OF_HIERARCHIES = List.of(
            "application", "source", "policy", "scope", "release", "readAt", "columns", "colour", "color", "dryRun");

    /** By what follows {@code /api/}. */
    private static final Map<String, List<String>> KNOWN = Map.of(
            "plan",
            OF_HIERARCHIES,
            "reconcile",
            OF_HIERARCHIES,
            "adopt",
            List.of("application", "scope", "dryRun"),
            "dead-letters",
            List.of("source", "application", "organization", "outcome", "reason", "limit", "cursor", "dryRun"),
            "deliveries",
            DeliveryFilters.NAMES,
            "waiting",
            WaitingResource.NAMES,
            "status",
            List.of());

    /** What the Functions host takes its keys from. */
    private static final Set<String> OF_THE_HOST = Set.of("code", "clientId");

    private OperatorParameters() {}

    /** @throws ProblemException if the query holds something that nobody reads */
    static void check(HttpServerRequest request) {
        List<String> known = KNOWN.getOrDefault(request.path().split("/")[2], OF_MOST);
        MultiMap params = request.params();
        params.entries().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !OF_THE_HOST.contains(name))
                .forEach(name -> check(name, params.getAll(name), known));
        RequestEffect.isDryRun(params);
    }

    /**
     * The parameter {@code limit}.
     *
     * @throws ProblemException unless it is a number from 1 to {@code most}
     */
    static int limit(MultiMap params, int usual, int most) {
        String written = params.get("limit");
        try {
            int limit = written == null ? usual : Integer.parseInt(written);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // the same answer
        }
        throw DeliveryFilters.wrong("limit", written, "a number from 1 to " + most);
    }

    /** @throws ProblemException if there is no such application */
    static Central central(Applications applications, String name) {
        return applications
                .named(name)
                .orElseThrow(() -> new ProblemException(
                        404,
                        "no application '" + Text.shorten(name) + "' is configured; there are "
                                + String.join(", ", applications.names())));
    }

    private static void check(String name, List<String> values, List<String> known) {
        if (!known.contains(name)) {
            throw new ProblemException(400, Nearest.unknown("parameter", name, known));
        }
        if (values.size() > 1) {
            throw new ProblemException(400, name + " is said " + values.size() + " times, allowed is once");
        }
        if (values.get(0).isBlank()) {
            throw new ProblemException(400, name + " is empty: give it a value, or leave it out");
        }
    }
}
