package dev.orgrelay.http;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.organization.Text;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Who may use the operator paths: who sends the operator key, and for what changes nothing also who sends the reader key. In dev and test mode, without any
 * key, everybody may.
 */
@ApplicationScoped
public class OperatorAccess {

    /** The header that holds the key; the Functions host checks it as well. */
    static final String KEY = "x-functions-key";

    /** 128 bits: what nobody can guess. */
    private static final int FEWEST_BYTES = 16;

    /** Of no scheme that a browser knows, so that none asks for a password. */
    private static final String CHALLENGE = "ApiKey realm=\"operators\", header=\"" + KEY + '"';

    private static final String IS_READING = "orgrelay.is-reading";
    private static final int BEFORE_ACCESS = Priorities.AUTHENTICATION - 1;

    private final Optional<String> operatorKey;
    private final Optional<String> readerKey;
    private final boolean takesShortOnes;
    private final boolean isOpen;
    private final ConsoleMode console;
    private final OtherSites sites;
    private final SourceActivities activities;

    OperatorAccess(HttpConfig config, LaunchMode mode, OtherSites sites, SourceActivities activities) {
        this.activities = activities;
        this.sites = sites;
        this.console = config.console();
        this.operatorKey = config.operatorKey().map(String::strip);
        this.readerKey = config.readerKey().map(String::strip);
        this.takesShortOnes = config.dangerousShortOperatorKey();
        this.isOpen = config.dangerousOpenOperatorApi()
                || operatorKey.isEmpty() && readerKey.isEmpty() && mode != LaunchMode.NORMAL;
    }

    /** What is wrong with the keys, one line for each mistake; no key is shown. */
    public List<String> mistakes() {
        Mistakes mistakes = Mistakes.below("orgrelay");
        operatorKey.ifPresent(key -> find("operator-key", key, mistakes));
        readerKey.ifPresent(key -> find("reader-key", key, mistakes));
        if (readerKey.isPresent() && readerKey.equals(operatorKey)) {
            mistakes.addHidden("reader-key", "must not be the operator key, which changes everything");
        }
        return mistakes.lines();
    }

    /** Who may use them, in words; no key is shown. */
    public String summary() {
        if (isOpen) {
            return "open to everybody";
        }
        return operatorKey.or(() -> readerKey).isPresent()
                ? "open with " + KEY
                : "closed, set orgrelay.operator-key to open them";
    }

    /** Where the console is, and what it may do there. */
    public ConsoleMode console() {
        return console;
    }

    /** What the console may do with the key that {@code request} has. */
    ConsoleMode console(HttpServerRequest request) {
        try {
            require(request, true);
            return console;
        } catch (ProblemException refusal) {
            return ConsoleMode.READ_ONLY;
        }
    }

    @ChangesNothing
    @ServerRequestFilter(priority = BEFORE_ACCESS)
    public void read(ContainerRequestContext context) {
        context.setProperty(IS_READING, true);
    }

    /** The one place that decides which key a request needs. Its query must say nothing that would be ignored, either. */
    @OperatorOnly
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void filter(ContainerRequestContext context, HttpServerRequest request) {
        boolean isChange = context.getProperty(IS_READING) == null && RequestEffect.isChange(request);
        try {
            if (isChange) {
                sites.refuse(request);
            }
            require(request, isChange);
        } catch (ProblemException refusal) {
            activities.turnedAway(Optional.empty(), refusal.status(), refusal.getMessage());
            throw refusal;
        }
        OperatorParameters.check(request);
    }

    /**
     * @param isChange whether the request is to change something
     * @throws ProblemException if that is not allowed with this key
     */
    void require(HttpServerRequest request, boolean isChange) {
        Optional<String> sent = Optional.ofNullable(request.getHeader(KEY));
        if (isOpen || isKey(operatorKey, sent)) {
            return;
        }
        boolean isReader = isKey(readerKey, sent);
        if (isReader && !isChange) {
            return;
        }
        if (operatorKey.isEmpty() && (isChange || readerKey.isEmpty())) {
            throw new ProblemException(403, "set orgrelay.operator-key to open the operator paths");
        }
        throw isReader
                ? new ProblemException(
                        403, "the reader key changes nothing; this needs the key of orgrelay.operator-key")
                : new ProblemException(401, "the header " + KEY + " does not hold the operator key")
                        .with(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }

    private void find(String setting, String key, Mistakes mistakes) {
        if (!takesShortOnes && bytes(key).length < FEWEST_BYTES) {
            mistakes.addHidden(
                    setting,
                    "must have " + FEWEST_BYTES + " bytes or more; for development"
                            + " orgrelay.dangerous-short-operator-key=true takes a shorter one");
        } else if (!Text.isPrintableAscii(key)) {
            mistakes.addHidden(setting, "must be printable ASCII, or no header can hold it");
        }
    }

    private static boolean isKey(Optional<String> key, Optional<String> sent) {
        return key.isPresent() && sent.isPresent() && MessageDigest.isEqual(bytes(key.get()), bytes(sent.get()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
