package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A short name for exactly these deletes, in this application, within this scope. */
final class Digest {

    private static final int DIGITS = 16;

    private Digest() {}

    static String of(String application, Optional<OrganizationId> scope, Collection<OrganizationId> deletes) {
        String text = Stream.concat(
                        Stream.of(application, scope.map(OrganizationId::value).orElse("")),
                        deletes.stream().map(OrganizationId::value).sorted())
                .collect(Collectors.joining("\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
