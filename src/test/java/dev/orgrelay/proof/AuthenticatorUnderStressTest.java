package dev.orgrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.message.IntakeException.Unauthenticated;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthenticatorUnderStressTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = 200;
    private static final String GARBAGE = "\u0000\u0001 ,;=.{}%&+/\\\"'v1tsha256-_0aZ9é♥\ud800\n";

    static Stream<Vector> oneOfEachScheme() throws IOException {
        Set<String> seen = new TreeSet<>();
        return Vector.ofThisBuild().filter(Vector::valid).filter(vector -> seen.add(vector.scheme()));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachScheme")
    void manyThreadsShareOneAuthenticator(Vector vector) throws Exception {
        Authenticator authenticator = authenticator(vector);
        Request tampered = vector.request().headers(garbageFor(vector, "00"));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Boolean> work = () -> {
                boolean right = true;
                for (int i = 0; i < ROUNDS; i++) {
                    right &= passes(authenticator, vector.request());
                    right &= vector.request().headers().isEmpty() || !passes(authenticator, tampered);
                }
                return right;
            };
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                results.add(threads.submit(work));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEachScheme")
    void garbageIsRefusedAndNothingElse(Vector vector) {
        Authenticator authenticator = authenticator(vector);
        Random random = new Random(27);
        for (int i = 0; i < 2_000; i++) {
            String garbage = garbage(random);
            Request request = vector.request().headers(garbageFor(vector, garbage));
            request = i % 2 == 0 ? request.body(garbage(random)) : request;
            request = vector.request().headers().isEmpty() ? request.url("https://relay.example/?code=no") : request;
            assertThat(passes(authenticator, request)).as(garbage).isFalse();
        }
    }

    @Test
    void aLongListOfSignaturesIsCutShort() {
        List<String> elements = SignatureElements.of("v1,AAAA ".repeat(10_000), Separator.SPACE);
        assertThat(elements).hasSize(SignatureElements.MAX);
    }

    /** Every header of the vector but the media type, set to {@code value}. */
    private static Map<String, String> garbageFor(Vector vector, String value) {
        Map<String, String> headers = new TreeMap<>(vector.request().headers());
        headers.replaceAll((name, old) -> name.equals("content-type") ? old : value);
        return headers;
    }

    private static String garbage(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(80); length > 0; length--) {
            text.append(GARBAGE.charAt(random.nextInt(GARBAGE.length())));
        }
        return text.toString();
    }

    private static boolean passes(Authenticator authenticator, Request request) {
        try {
            authenticator.verify(request.delivery());
            return true;
        } catch (Unauthenticated refused) {
            return false;
        }
    }

    private static Authenticator authenticator(Vector vector) {
        return ConfiguredAuthentication.of(
                vector.settings(), vector.secrets(), Clock.fixed(vector.now(), ZoneOffset.UTC));
    }
}
