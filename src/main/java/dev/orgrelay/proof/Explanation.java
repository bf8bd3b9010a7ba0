package dev.orgrelay.proof;

import dev.orgrelay.configuration.Words;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.organization.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What whoever sets a source up has to compare with what its sender does. Neither a secret is in it, nor a signature that would be right. */
record Explanation(SignatureScheme scheme, List<Key> keys, Evidence evidence) {

    private static final int SHOWN = 100;
    private static final byte[] NOT_THE_KEY = "{key}".getBytes(StandardCharsets.UTF_8);
    private static final List<Encoding> USUAL = List.of(Encoding.HEX, Encoding.BASE64, Encoding.BASE64URL);

    String text() {
        return Stream.of(signed(), came(), Optional.of(secrets()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private Optional<String> signed() {
        if (scheme.algorithm() == Algorithm.EQUALITY) {
            return Optional.empty();
        }
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            scheme.signed().write(evidence, NOT_THE_KEY, text::writeBytes);
            return Optional.of("signed is " + scheme.signed() + ", here " + Text.count(text.size(), "byte") + ": '"
                    + Text.shorten(text.toString(StandardCharsets.UTF_8), SHOWN) + "'");
        } catch (Unauthenticated incomplete) {
            return Optional.of("signed is " + scheme.signed() + ", and " + incomplete.getMessage());
        }
    }

    private Optional<String> came() {
        try {
            return Optional.of(evidence.requireSignatures().stream()
                    .map(this::came)
                    .collect(Collectors.joining(", ", "the " + scheme.noun() + " came as ", expected())));
        } catch (Unauthenticated missing) {
            return Optional.empty();
        }
    }

    /** Hexadecimal digits can be read as base64, too, and are then of another length. */
    private String came(String signature) {
        Optional<Integer> length = scheme.algorithm().length();
        return Stream.concat(Stream.of(scheme.encoding()), USUAL.stream())
                .flatMap(
                        encoding -> encoding.decode(signature).map(bytes -> Map.entry(encoding, bytes.length)).stream())
                .min(Comparator.comparing(read -> !Optional.of(read.getValue()).equals(length)))
                .map(read -> Words.written(read.getKey()) + " of " + Text.count(read.getValue(), "byte"))
                .orElse(Text.count(signature.length(), "character") + " that are neither hex nor base64");
    }

    private String expected() {
        return scheme.algorithm()
                .length()
                .map(bytes -> ", expected is " + Words.written(scheme.encoding()) + " of " + bytes + " bytes ("
                        + Words.written(scheme.algorithm()) + ")")
                .orElse("");
    }

    private String secrets() {
        return keys.stream()
                .map(key -> Integer.toString(key.length()))
                .collect(Collectors.joining(
                        " and ", keys.size() == 1 ? "the secret has " : "the secrets have ", " bytes"));
    }
}
