package dev.orgrelay.identity;

import dev.orgrelay.ForeignFailures;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenExceptionTest {

    static Stream<Throwable> failures() {
        return ForeignFailures.all();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverALibraryFailsWithIsToldInWords(Throwable failure) {
        ForeignFailures.requireWords(TokenException.of(failure).getMessage());
    }
}
