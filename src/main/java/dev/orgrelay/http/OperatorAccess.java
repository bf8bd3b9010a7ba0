package dev.orgrelay.http;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.organization.Text;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Who may use the operator paths: who sends the operator key, and for what changes nothing also who sends the reader key. In dev and test mode, without any
 * key, everybody may.
 */
@ApplicationScoped
public class OperatorAccess {

    /** 128 bits: what nobody can guess. */
    private static final int FEWEST_BYTES = 16;

    /** Of no scheme that a browser knows, so that none asks for a password. */
    private static final String CHALLENGE = "ApiKey realm=\"operators\", header=\"" + OperatorRequests.KEY + '"';

    private final Optional<String> operatorKey;
    private final Optional<String> readerKey;
    private final boolean takesShortOnes;
    private final boolean isOpen;

    OperatorAccess(HttpConfig config, LaunchMode mode) {
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
                ? "open with " + OperatorRequests.KEY
                : "closed, set orgrelay.operator-key to open them";
    }

    /**
     * @param sent the key that was sent, if any
     * @param isChange whether the request is to change something
     * @throws ProblemException if that is not allowed with this key
     */
    void require(Optional<String> sent, boolean isChange) {
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
                ? new ProblemException(403, "the reader key changes nothing; this needs the operator key")
                : new ProblemException(401, "the header " + OperatorRequests.KEY + " does not hold the operator key")
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
