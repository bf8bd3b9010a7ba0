package dev.orgrelay.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the pages of other sites from changing something here, and the own ones if the console is read-only. A browser sends their requests to every address that it reaches, this machine's own included,
 * and whatever is open without a key would obey. What is below {@code /api} asks by itself: operators' paths whatever the key, sources only where they ask for no
 * proof.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
@ApplicationScoped
class OtherSites {

    private static final int BEFORE_FUNCTIONS = -300_000;
    private static final String API = "/api/";
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(.+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final boolean isReadOnly;

    OtherSites(HttpConfig config) {
        this.isReadOnly = config.console() == ConsoleMode.READ_ONLY;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_FUNCTIONS).handler(OtherSites::admit);
    }

    private static void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isAskedLater = context.normalizedPath().startsWith(API);
        if (!isAskedLater && RequestEffect.changes(request) && isOfAnotherSite(request.headers())) {
            problem().answer().send(context.response());
            if (!request.isEnded()) {
                request.handler(rest -> {}).resume(); // or the connection would wait for somebody to read the body
            }
        } else {
            context.next();
        }
    }

    /**
     * @throws ProblemException if {@code request} is to change something and comes from the page of another site, or from any page where the console is to change
     *     nothing
     */
    void refuse(HttpServerRequest request) {
        if (!RequestEffect.isChange(request)) {
            return;
        }
        if (isOfAnotherSite(request.headers())) {
            throw problem();
        }
        if (isReadOnly && isOfAPage(request.headers())) {
            throw new ProblemException(403, "no page changes anything here: orgrelay.console is read-only");
        }
    }

    /** Programs send neither, and what a person types into the address says {@code none}. */
    private static boolean isOfAPage(MultiMap headers) {
        List<String> sites = headers.getAll(FETCH_SITE);
        return sites.isEmpty()
                ? headers.contains(HttpHeaderNames.ORIGIN)
                : !sites.stream().allMatch("none"::equals);
    }

    /** Browsers say so to https and to this machine; elsewhere they only say which page it is. */
    static boolean isOfAnotherSite(MultiMap headers) {
        List<String> sites = headers.getAll(FETCH_SITE);
        if (!sites.isEmpty()) {
            return !OWN.containsAll(sites);
        }
        String host = String.valueOf(headers.get(HttpHeaderNames.HOST));
        return !headers.getAll(HttpHeaderNames.ORIGIN).stream().allMatch(origin -> isOf(origin, host));
    }

    /** The port that a scheme has anyway may be named or left out (RFC 6454, 4). */
    private static boolean isOf(String origin, String host) {
        Matcher parts = ORIGIN.matcher(origin);
        if (!parts.matches()) {
            return false;
        }
        String usual = parts.group(1).equalsIgnoreCase("https") ? ":443$" : ":80$";
        return parts.group(2).replaceFirst(usual, "").equalsIgnoreCase(host.replaceFirst(usual, ""));
    }

    private static ProblemException problem() {
        return new ProblemException(403, "a page of another site cannot change anything here");
    }
}
