package dev.orgrelay.central;

import dev.orgrelay.ForeignFailures;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CentralExceptionTest {

    static Stream<Throwable> failures() {
        return ForeignFailures.all();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverALibraryFailsWithIsToldInWords(Throwable failure) {
        ForeignFailures.requireWords(CentralException.of(failure).getMessage());
    }
}
