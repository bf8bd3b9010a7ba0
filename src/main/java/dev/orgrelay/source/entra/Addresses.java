package dev.orgrelay.source.entra;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Which addresses can be believed: those of https, and for tests and sidecars this machine. */
final class Addresses {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

    private Addresses() {}

    static boolean isSafe(String address) {
        try {
            URI url = new URI(address);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            return url.getHost() != null
                    && url.getRawUserInfo() == null
                    && (scheme.equals("https") || scheme.equals("http") && THIS_MACHINE.contains(url.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
