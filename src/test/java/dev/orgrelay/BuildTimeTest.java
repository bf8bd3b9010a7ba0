package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Static state of a native executable is made on the machine that builds it. So nothing may be there that belongs to where and when it runs. */
class BuildTimeTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources");

    private static final List<Class<?>> OF_RUN_TIME = List.of(
            RandomGenerator.class,
            Thread.class,
            Executor.class,
            java.time.Clock.class,
            java.net.http.HttpClient.class,
            java.net.InetAddress.class,
            java.security.Provider.class,
            java.io.Closeable.class);

    private static final Pattern ASKS_WHERE_OR_WHEN = Pattern.compile(
            "java\\.lang\\.System\\.(getenv|getProperty|nanoTime|currentTimeMillis)|java\\.time\\.\\w+\\.(now|system\\w+)"
                    + "|java\\.util\\.UUID\\.randomUUID|.*\\.ThreadLocalRandom\\.current|java\\.net\\.InetAddress\\..*"
                    + "|java\\.lang\\.Runtime\\.getRuntime|java\\.lang\\.ProcessHandle\\.current"
                    + "|java\\.nio\\.charset\\.Charset\\.defaultCharset|java\\.time\\.ZoneId\\.systemDefault"
                    + "|java\\.util\\.Locale\\.getDefault|org\\.eclipse\\.microprofile\\.config\\.ConfigProvider\\..*");

    @Test
    void noStaticFieldHoldsWhatBelongsToRunTime() {
        assertThat(ProductionCode.CLASSES.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(BuildTimeTest::isOfRunTime)
                        .map(JavaField::getFullName))
                .isEmpty();
    }

    @Test
    void noStaticInitialiserAsksForTimeChanceOrTheMachine() {
        assertThat(ProductionCode.CLASSES.stream()
                        .map(JavaClass::getStaticInitializer)
                        .flatMap(initialiser -> initialiser.stream().flatMap(BuildTimeTest::accesses))
                        .filter(name -> ASKS_WHERE_OR_WHEN.matcher(name).matches()))
                .isEmpty();
    }

    /** So that no start compiles one for each value. What a mapping compiles, its author wrote. */
    @Test
    void everyPatternIsAConstant() {
        assertThat(ProductionCode.CLASSES.stream()
                        .filter(type -> !type.getPackageName().equals("dev.orgrelay.mapping"))
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTarget().getOwner().isEquivalentTo(Pattern.class)
                                && call.getName().equals("compile")
                                && !call.getOrigin().getName().equals("<clinit>"))
                        .map(JavaAccess::getDescription))
                .isEmpty();
    }

    @Test
    void everyResourceIsPartOfTheNativeImage() throws IOException {
        List<PathMatcher> included = included();

        try (Stream<Path> files = Files.walk(RESOURCES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(RESOURCES::relativize)
                            .filter(file -> !file.startsWith("META-INF") && !file.endsWith("application.properties"))
                            .filter(file -> included.stream().noneMatch(pattern -> pattern.matches(file))))
                    .as("not in quarkus.native.resources.includes nor in a resource-config.json")
                    .isEmpty();
        }
    }

    private static boolean isOfRunTime(JavaField field) {
        return OF_RUN_TIME.stream().anyMatch(field.getRawType()::isAssignableTo);
    }

    private static Stream<String> accesses(JavaStaticInitializer initialiser) {
        return initialiser.getAccessesFromSelf().stream()
                .map(JavaAccess::getTarget)
                .map(target -> target.getOwner().getName() + "." + target.getName());
    }

    private static List<PathMatcher> included() throws IOException {
        Properties settings = new Properties();
        try (var reader = Files.newBufferedReader(RESOURCES.resolve("application.properties"))) {
            settings.load(reader);
        }
        Stream<String> globs = Arrays.stream(settings.getProperty("quarkus.native.resources.includes")
                        .split(","))
                .map(glob -> "glob:" + glob.strip());
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("META-INF").resolve("native-image"))) {
            Stream<String> patterns = files.filter(file -> file.endsWith("resource-config.json"))
                    .flatMap(BuildTimeTest::patterns)
                    .map(pattern -> "regex:" + pattern);
            return Stream.concat(globs, patterns)
                    .map(FileSystems.getDefault()::getPathMatcher)
                    .toList();
        }
    }

    private static Stream<String> patterns(Path resourceConfig) {
        try {
            return Pattern.compile("\"pattern\"\\s*:\\s*\"([^\"]+)\"")
                    .matcher(Files.readString(resourceConfig))
                    .results()
                    .map(match -> match.group(1).replace("\\\\", "\\"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
