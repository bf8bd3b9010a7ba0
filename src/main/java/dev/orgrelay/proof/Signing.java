package dev.orgrelay.proof;

import dev.orgrelay.message.Delivery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes what proves a request, as its sender does: time, id, digest of the body and signature, each in its place. */
record Signing(SignatureScheme scheme, Key key, Instant now) {

    Delivery sign(Delivery request) {
        if (scheme.signature() instanceof Location.Field) {
            requireThere(request, scheme.signature());
            return request;
        }
        String time = scheme.timestamp().map(at -> at.unit().write(now)).orElse("");
        Optional<Location> place = scheme.timestamp().map(Timestamp::location);
        Optional<Location.Element> inSignature =
                place.filter(Location.Element.class::isInstance).map(Location.Element.class::cast);
        String beside = inSignature.map(element -> element.prefix() + time).orElse("");
        Delivery unsigned = beside.isEmpty() ? request : with(request, scheme.signature(), beside);
        if (place.isPresent() && inSignature.isEmpty()) {
            unsigned = with(unsigned, place.get(), time);
        }
        unsigned = withDigest(withWhatIsMissing(unsigned));
        byte[] signature = key.sign(scheme.signed(), new Evidence(unsigned, scheme));
        String written = prefix() + scheme.encoding().encode(signature);
        String separator =
                beside.isEmpty() ? "" : Character.toString(scheme.separator().character());
        return with(unsigned, scheme.signature(), beside + separator + written);
    }

    /** What the sender chooses: an id, and whatever else is signed, such as a nonce. */
    private Delivery withWhatIsMissing(Delivery request) {
        Delivery complete = request;
        for (Location place : scheme.messageId().stream().toList()) {
            complete = withUnlessThere(complete, place);
        }
        for (Part part : scheme.signed().parts()) {
            if (part instanceof Part.Value value && !scheme.body().digest().equals(Optional.of(value.location()))) {
                complete = withUnlessThere(complete, value.location());
            }
        }
        return complete;
    }

    private Delivery withUnlessThere(Delivery request, Location place) {
        boolean isThere = place.in(new Evidence(request, scheme)).isPresent();
        return isThere ? request : with(request, place, UUID.randomUUID().toString());
    }

    private Delivery withDigest(Delivery request) {
        Optional<Location> place = scheme.body().digest();
        return place.isEmpty() || scheme.body().covers(request)
                ? request
                : with(
                        request,
                        place.get(),
                        HexFormat.of().formatHex(DigestKey.sha256().digest(request.body())));
    }

    /** White space after a word is not part of its setting. */
    private String prefix() {
        String prefix = scheme.prefixes().isEmpty() ? "" : scheme.prefixes().get(0);
        boolean isWord = !prefix.isEmpty() && Character.isLetterOrDigit(prefix.charAt(prefix.length() - 1));
        return isWord ? prefix + " " : prefix;
    }

    private Delivery with(Delivery request, Location place, String value) {
        if (place instanceof Location.Header header) {
            return copy(request, request.url(), request.query(), and(request.headers(), header.name(), value));
        }
        if (place instanceof Location.Query parameter) {
            Map<String, String> query = and(request.query(), parameter.name(), value);
            String address = request.url().replaceFirst("\\?.*", "");
            return copy(request, address + "?" + written(query), query, request.headers());
        }
        requireThere(request, place);
        return request;
    }

    private void requireThere(Delivery request, Location place) {
        if (place.in(new Evidence(request, scheme)).isEmpty()) {
            throw new IllegalArgumentException("the " + place + " is a part of the proof: write it into the sample");
        }
    }

    private static Map<String, String> and(Map<String, String> texts, String name, String value) {
        Map<String, String> more = new HashMap<>(texts);
        more.put(name, value);
        return more;
    }

    private static String written(Map<String, String> query) {
        return query.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Delivery copy(Delivery request, String url, Map<String, String> query, Map<String, String> headers) {
        return new Delivery(
                request.method(),
                url,
                request.path(),
                query,
                headers,
                request.body(),
                request.receivedAt(),
                request.deadline());
    }
}
