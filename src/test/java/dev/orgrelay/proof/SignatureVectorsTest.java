package dev.orgrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.source.preset.Schemes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureVectorsTest {

    private static final Path COLLECTED = Path.of("..", "shared", "events", "signatures.json");

    static Stream<Vector> vectors() throws IOException {
        return Vector.ofThisBuild();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aRequestIsBelievedExactlyIfItsSignatureIsRight(Vector vector) {
        judge(vector);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aRefusalShowsNeitherSecretNorSignature(Vector vector) {
        Throwable refusal = catchThrowable(vector::verify);
        if (refusal != null) {
            vector.secrets().forEach(secret -> assertThat(refusal).hasMessageNotContaining(secret));
            vector.request().headers().entrySet().stream()
                    .filter(header -> header.getKey().contains("signature")
                            || header.getKey().contains("auth"))
                    .filter(header -> header.getValue().length() > 8)
                    .forEach(header -> assertThat(refusal).hasMessageNotContaining(header.getValue()));
        }
    }

    @Test
    void everyNamedSchemeHasARightAndAWrongVector() throws IOException {
        Map<Boolean, Set<String>> schemes = Vector.ofThisBuild()
                .collect(Collectors.partitioningBy(
                        Vector::valid, Collectors.mapping(Vector::scheme, Collectors.toSet())));
        assertThat(schemes.get(true)).isEqualTo(Schemes.all().names());
        assertThat(schemes.get(false)).isEqualTo(Schemes.all().names());
    }

    @TestFactory
    Stream<DynamicTest> collectedVectorsAreJudgedRightToo() throws IOException {
        assumeTrue(Files.exists(COLLECTED), "no collection of vectors beside this project");
        try (InputStream json = Files.newInputStream(COLLECTED)) {
            return Vector.readAll(json).map(vector -> DynamicTest.dynamicTest(vector.id(), () -> judge(vector)));
        }
    }

    private static void judge(Vector vector) {
        if (vector.valid()) {
            assertThatCode(vector::verify).doesNotThrowAnyException();
        } else {
            // An empty secret is refused before there is a request to verify.
            assertThatThrownBy(vector::verify).isInstanceOfAny(Unauthenticated.class, IllegalArgumentException.class);
        }
    }
}
