package dev.orgrelay.http;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Who is an operator: who sends the operator key. In dev and test mode, without a key, everybody is. */
@ApplicationScoped
class OperatorAccess {

    private final Optional<byte[]> key;
    private final boolean isOpen;

    OperatorAccess(HttpConfig config, LaunchMode mode) {
        this.key = config.operatorKey().filter(text -> !text.isBlank()).map(OperatorAccess::bytes);
        this.isOpen = config.dangerousOpenOperatorApi() || (key.isEmpty() && mode != LaunchMode.NORMAL);
    }

    /**
     * @param sent the key that was sent, if any
     * @throws ProblemException if it is not the operator key
     */
    void require(Optional<String> sent) {
        if (isOpen) {
            return;
        }
        byte[] expected = key.orElseThrow(
                () -> new ProblemException(403, "set orgrelay.operator-key to open the operator paths"));
        if (sent.map(OperatorAccess::bytes)
                .filter(bytes -> MessageDigest.isEqual(expected, bytes))
                .isEmpty()) {
            throw new ProblemException(401, "the header " + OperatorKey.HEADER + " does not hold the operator key");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
