package dev.orgrelay.http;

import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.Text;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a request is to change something, by what can be seen of it before its body is read. */
final class RequestEffect {

    private static final String DRY_RUN = "dryRun";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private RequestEffect() {}

    /** True unless its method reads, or it asks for a dry run; what is {@link ChangesNothing} is not asked. */
    static boolean isChange(HttpServerRequest request) {
        return changes(request) && !dryRun(request.params()).equals(List.of("true"));
    }

    /** Whether its method does more than read. */
    static boolean changes(HttpServerRequest request) {
        return !READING.contains(request.method().name());
    }

    /**
     * Whether a request asks for a dry run, in which nothing is changed.
     *
     * @throws ProblemException if it may mean one, and does not say so exactly: it would change something
     */
    static boolean isDryRun(MultiMap params) {
        if (params.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, String> param : params.entries()) {
            String name = param.getKey();
            boolean isMeant = Nearest.plain(Text.trim(name)).equals(Nearest.plain(DRY_RUN));
            if (isMeant && !name.equals(DRY_RUN)) {
                throw new ProblemException(
                        400, "there is no parameter '" + Text.shorten(name) + "', did you mean " + DRY_RUN + "?");
            }
        }
        List<String> values = dryRun(params);
        if (values.stream().allMatch("false"::equals)) {
            return false;
        }
        if (values.size() > 1 || !values.get(0).equals("true")) {
            throw new ProblemException(400, "dryRun must be true or false");
        }
        return true;
    }

    /** Under exactly this name; the server's own look-up takes any case. */
    private static List<String> dryRun(MultiMap params) {
        return params.entries().stream()
                .filter(param -> param.getKey().equals(DRY_RUN))
                .map(Map.Entry::getValue)
                .toList();
    }
}
