package dev.orgrelay;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds in every room. */
class HouseRulesTest {

    private static final int LONGEST_FILE = 250;
    private static final int MEDIAN_FILE = 80;

    @Test
    void noNameSaysOnlyThatSomethingIsDoneThere() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Processor|Service)")
                .check(ProductionCode.CLASSES);
    }

    @Test
    void noFileIsTooLongToReadAtOnce() throws IOException {
        Map<Path, Integer> tooLong = lengths().entrySet().stream()
                .filter(file -> file.getValue() > LONGEST_FILE)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(tooLong).isEmpty();
    }

    @Test
    void halfOfTheFilesFitOnAScreen() throws IOException {
        int[] sorted =
                lengths().values().stream().mapToInt(Integer::intValue).sorted().toArray();
        assertThat(sorted[sorted.length / 2]).isLessThanOrEqualTo(MEDIAN_FILE);
    }

    @Test
    void nothingLogsPastTheLoggerOfTheFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.logging.Logger")
                .check(ProductionCode.CLASSES);
    }

    /** Nothing but what gives them their encoding. */
    @Test
    void nothingWritesToTheStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                ProductionCode.CLASSES.that(not(simpleName("ConsoleEncoding"))));
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .accessTargetWhere(target(owner(type(Thread.class))).and(target(name("sleep"))))
                .check(ProductionCode.CLASSES);
    }

    /** The time that {@code Arrays.equals} takes tells how much of a secret was guessed right; {@code MessageDigest.isEqual} does not. */
    @Test
    void whereSecretsComeInBytesAreComparedInConstantTime() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ProductionCode.ROOT + ".source..",
                        ProductionCode.ROOT + ".http..",
                        ProductionCode.ROOT + ".identity..",
                        ProductionCode.ROOT + ".storage..")
                .should()
                .accessTargetWhere(target(owner(type(Arrays.class)))
                        .and(target(nameMatching("equals|compare|compareUnsigned|mismatch|deepEquals"))))
                .check(ProductionCode.CLASSES);
    }

    @Test
    void whatAClassNeedsComesThroughItsConstructor() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(ProductionCode.CLASSES);
    }

    private static Map<Path, Integer> lengths() throws IOException {
        try (Stream<Path> files = Files.walk(ProductionCode.SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(file -> file, HouseRulesTest::length, Integer::sum, TreeMap::new));
        }
    }

    private static int length(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return Math.toIntExact(lines.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
