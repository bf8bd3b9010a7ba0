package dev.orgrelay.storage;

import dev.orgrelay.ForeignFailures;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StorageExceptionTest {

    static Stream<Throwable> failures() {
        return ForeignFailures.all();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverALibraryFailsWithIsToldInWords(Throwable failure) {
        ForeignFailures.requireWords(StorageException.of(failure).getMessage());
    }
}
