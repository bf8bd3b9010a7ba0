package dev.orgrelay.source.authentication;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One configured secret. Messages name it by its place and never show it.
 *
 * @param number its place in the configuration, from 1
 * @param of how many there are
 */
record Secret(String text, int number, int of) {

    private static final String UNRESOLVED = "@Microsoft.KeyVault(";

    static List<Secret> numbered(List<String> secrets) {
        return IntStream.range(0, secrets.size())
                .mapToObj(i -> new Secret(secrets.get(i).strip(), i + 1, secrets.size()))
                .toList();
    }

    boolean isUnresolved() {
        return text.startsWith(UNRESOLVED);
    }

    @Override
    public String toString() {
        return "(number " + number + " of " + of + ", not shown)";
    }
}
