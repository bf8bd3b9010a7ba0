package dev.orgrelay.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One configured secret. Messages name it by its place and never show it.
 *
 * @param number its place in the configuration, from 1
 * @param of how many there are
 */
record Secret(String text, int number, int of) {

    /** What consoles show before a secret and a comma, by what the secret begins with; the comma is no end of a secret there. */
    private static final Map<String, String> VERSIONS = Map.of("v1", "whsec_", "v1a", "whpk_");

    static List<Secret> numbered(List<String> configured) {
        List<String> secrets = withoutVersions(configured);
        return IntStream.range(0, secrets.size())
                .mapToObj(i -> new Secret(secrets.get(i), i + 1, secrets.size()))
                .toList();
    }

    /** {@code v1,whsec_...} is one secret, whether or not a list was cut at its comma. */
    private static List<String> withoutVersions(List<String> configured) {
        List<String> secrets = new ArrayList<>();
        for (String text : configured) {
            String secret = text.strip();
            int last = secrets.size() - 1;
            if (last >= 0 && isVersionOf(secrets.get(last), secret)) {
                secrets.remove(last);
            }
            int comma = secret.indexOf(',');
            String rest = secret.substring(comma + 1).strip();
            secrets.add(comma > 0 && isVersionOf(secret.substring(0, comma).strip(), rest) ? rest : secret);
        }
        return secrets;
    }

    private static boolean isVersionOf(String version, String secret) {
        return VERSIONS.containsKey(version) && secret.startsWith(VERSIONS.get(version));
    }

    @Override
    public String toString() {
        return "(number " + number + " of " + of + ", not shown)";
    }
}
