package dev.orgrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.configuration.Words;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.source.preset.Schemes;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody changes one thing of a request that was right, for one right request of every scheme that signs. */
class TamperingTest {

    static Stream<Vector> signed() throws IOException {
        Set<String> seen = new TreeSet<>();
        return Vector.ofThisBuild()
                .filter(Vector::valid)
                .filter(vector -> !"equality".equals(settings(vector).get("algorithm")))
                .filter(vector -> seen.add(vector.scheme()));
    }

    static Stream<Vector> written(String encoding) throws IOException {
        return signed().filter(vector -> encoding.equals(settings(vector).get("encoding")));
    }

    static Stream<Vector> inHex() throws IOException {
        return written("hex");
    }

    static Stream<Vector> inLists() throws IOException {
        return signed().filter(vector -> settings(vector).containsKey("separator"));
    }

    static Stream<Vector> withMoreThanABody() throws IOException {
        return signed().filter(vector -> !covered(vector).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("signed")
    void theRequestItselfIsRight(Vector vector) {
        assertThat(passes(vector, vector.request())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("signed")
    void oneFlippedBitOfTheBodyIsNoticed(Vector vector) {
        for (int i = 0; i < vector.request().body().length; i++) {
            byte[] body = vector.request().body().clone();
            body[i] ^= 1;
            Request request = vector.request();
            assertThat(passes(vector, new Request(request.url(), request.headers(), body)))
                    .as("byte " + i)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("signed")
    void oneOtherCharacterOfTheSignatureIsNoticed(Vector vector) {
        String header = settings(vector).get("header");
        String signature = vector.request().headers().get(header);
        int last = signature.replace("=", "").length() - 2;
        for (int i = last; i > last - 20; i--) {
            assertThat(passes(vector, vector.request().header(header, otherAt(i, signature))))
                    .as("character " + i)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("withMoreThanABody")
    void anotherTimeAnotherIdOrAnotherNonceIsNoticed(Vector vector) {
        for (String header : covered(vector)) {
            String value = vector.request().headers().get(header);
            for (int i = 0; i < value.length(); i++) {
                assertThat(passes(vector, vector.request().header(header, otherAt(i, value))))
                        .as(header + ", character " + i)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("signed")
    void withoutOneOfItsHeadersNothingIsProved(Vector vector) {
        Map<String, String> settings = settings(vector);
        Set<String> needed = new TreeSet<>(covered(vector));
        needed.add(settings.get("header"));
        for (String header : needed) {
            assertThat(passes(vector, vector.request().header(header, "")))
                    .as(header)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("inHex")
    void hexIsReadInAnyCase(Vector vector) {
        String header = settings(vector).get("header");
        String signature = vector.request().headers().get(header);
        int start = signature.length() - hexDigits(signature);
        String upper =
                signature.substring(0, start) + signature.substring(start).toUpperCase(Locale.ROOT);
        assertThat(passes(vector, vector.request().header(header, upper))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("inLists")
    void oneRightSignatureBesideAWrongOneIsEnough(Vector vector) {
        Map<String, String> settings = settings(vector);
        String header = settings.get("header");
        String right = vector.request().headers().get(header);
        char separator = Words.find(Separator.class, settings.get("separator"))
                .orElseThrow()
                .character();
        int at = right.lastIndexOf(separator) + 1;
        String wrong = otherAt(right.replace("=", "").length() - 4, right).substring(at);
        assertThat(passes(vector, vector.request().header(header, right + separator + wrong)))
                .isTrue();
        assertThat(passes(
                        vector,
                        vector.request()
                                .header(header, right.substring(0, at) + wrong + separator + right.substring(at))))
                .isTrue();
        assertThat(passes(vector, vector.request().header(header, right.substring(0, at) + wrong + separator + wrong)))
                .isFalse();
    }

    /** The headers besides the signature that the signed text contains. */
    private static List<String> covered(Vector vector) {
        Map<String, String> settings = settings(vector);
        String text = settings.get("signed");
        return vector.request().headers().keySet().stream()
                .filter(header -> text.contains("{header:" + header + "}")
                        || text.contains("{timestamp}") && header.equals(settings.get("timestamp"))
                        || text.contains("{id}") && header.equals(settings.get("id")))
                .toList();
    }

    private static Map<String, String> settings(Vector vector) {
        Map<String, String> settings = new TreeMap<>(Map.of("encoding", "hex", "signed", "{body}"));
        settings.putAll(Schemes.all().settings(vector.scheme()));
        return settings;
    }

    private static int hexDigits(String text) {
        int count = 0;
        while (count < text.length() && HexFormat.isHexDigit(text.charAt(text.length() - 1 - count))) {
            count++;
        }
        return count;
    }

    private static String otherAt(int index, String text) {
        char other = text.charAt(index) == '1' ? '2' : '1';
        return text.substring(0, index) + other + text.substring(index + 1);
    }

    private static boolean passes(Vector vector, Request request) {
        Vector changed =
                new Vector(vector.id(), vector.settings(), vector.secrets(), request, vector.now(), vector.valid());
        try {
            changed.verify();
            return true;
        } catch (Unauthenticated refused) {
            return false;
        }
    }
}
