package dev.orgrelay;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of the program: what lives in which package, and which other packages it may know. */
class ArchitectureTest {

    /** Each room, and the rooms that it may know. */
    private static final Map<String, Set<String>> KNOWS = Map.ofEntries(
            room("organization"),
            room("identity", "configuration", "organization"),
            room("configuration", "organization"),
            room("message", "organization"),
            room("plan", "organization"),
            room("sandbox", "organization"),
            room("proof", "message", "organization", "configuration"),
            room("mapping", "message", "organization"),
            room("central", "message", "organization", "identity", "configuration"),
            room("fetch", "message", "mapping", "organization", "configuration"),
            room("source", "fetch", "message", "proof", "mapping", "organization", "configuration"),
            room("relay", "organization", "plan", "central", "configuration"),
            room("reconcile", "relay", "plan", "central", "organization", "configuration"),
            room("journal", "central", "relay", "organization", "configuration"),
            room("storage", "relay", "journal", "identity", "organization", "configuration"),
            room("telemetry", "central", "relay", "reconcile", "organization", "configuration"),
            room(
                    "notice",
                    "journal",
                    "source",
                    "proof",
                    "reconcile",
                    "relay",
                    "central",
                    "organization",
                    "configuration"),
            room(
                    "intake",
                    "journal",
                    "source",
                    "fetch",
                    "mapping",
                    "message",
                    "reconcile",
                    "relay",
                    "central",
                    "plan",
                    "organization"),
            room(
                    "scim",
                    "intake",
                    "journal",
                    "source",
                    "mapping",
                    "message",
                    "relay",
                    "central",
                    "plan",
                    "organization"),
            room(
                    "http",
                    "scim",
                    "intake",
                    "notice",
                    "journal",
                    "source",
                    "fetch",
                    "proof",
                    "mapping",
                    "message",
                    "reconcile",
                    "relay",
                    "central",
                    "plan",
                    "organization",
                    "configuration"),
            room("cli", "intake", "source", "fetch", "message", "organization", "configuration"),
            room("azure", "intake", "journal", "source", "mapping", "message", "relay", "central", "organization"));

    private static final int MOST_FILES = 60;

    /** Rooms that are logic only: no container, no I/O. */
    private static final String[] PURE = {packages("organization"), packages("plan")};

    @Test
    void everyClassLivesInARoom() {
        hold(classes()
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(ProductionCode.ROOT),
                                KNOWS.keySet().stream().map(ArchitectureTest::packages))
                        .toArray(String[]::new)));
    }

    @Test
    void noRoomIsTooLargeToWalkThrough() {
        Map<String, Integer> files = ProductionCode.CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(groupingBy(ArchitectureTest::roomOf, summingInt(type -> 1)));

        assertThat(files.values()).allMatch(count -> count <= MOST_FILES);
    }

    @TestFactory
    Stream<DynamicTest> aRoomKnowsTheRoomsOfItsLineOnly() {
        return KNOWS.entrySet().stream()
                .map(room -> dynamicTest(room.getKey(), () -> hold(knowsOnly(room.getKey(), room.getValue()))));
    }

    @Test
    void theHierarchyAndItsPlansKnowTheJdkOnly() {
        hold(classes()
                .that(resideInAnyPackage(PURE))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.concat(Stream.of("java.."), Stream.of(PURE)).toArray(String[]::new)));
    }

    @Test
    void aMessageIsReadWithoutTheContainer() {
        hold(noClasses()
                .that(resideInAnyPackage(packages("message"), packages("mapping")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.quarkus.arc..", "io.smallrye.config..", "jakarta..")));
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        hold(slices().matching(ProductionCode.ROOT + ".(**)").should().beFreeOfCycles());
    }

    /** A name says one thing wherever it is read. */
    @Test
    void noNameExistsTwice() {
        Map<String, List<String>> byName = ProductionCode.CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getPackageName, toList())));
        byName.values().removeIf(packages -> packages.size() == 1);
        assertThat(byName).isEmpty();
    }

    @Test
    void nobodyKnowsTheSandbox() {
        hold(noClasses()
                .that(not(resideInAPackage(packages("sandbox"))))
                .should()
                .dependOnClassesThat(resideInAPackage(packages("sandbox"))));
    }

    @Test
    void nobodyButTheEntranceKnowsTelemetry() {
        hold(noClasses()
                .that(not(resideInAnyPackage(packages("telemetry"), ProductionCode.ROOT)))
                .should()
                .dependOnClassesThat(resideInAPackage(packages("telemetry"))));
    }

    @Test
    void nobodyButTheEntranceKnowsTheCommandLine() {
        hold(noClasses()
                .that(not(resideInAnyPackage(packages("cli"), ProductionCode.ROOT)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages("cli"), "picocli..")));
    }

    @Test
    void onlyTelemetryKnowsOpenTelemetry() {
        hold(noClasses()
                .that(not(resideInAPackage(packages("telemetry"))))
                .should()
                .dependOnClassesThat(resideInAPackage("io.opentelemetry..")));
    }

    @Test
    void theEntranceKnowsWhatIsConfiguredOnly() {
        hold(noClasses()
                .that(resideInAPackage(ProductionCode.ROOT))
                .should()
                .dependOnClassesThat(resideInAPackage(ProductionCode.ROOT + ".*..")
                        .and(not(resideInAnyPackage(
                                packages("cli"),
                                packages("configuration"),
                                packages("http"),
                                packages("identity"),
                                packages("central"),
                                packages("notice"),
                                packages("reconcile"),
                                packages("relay"),
                                packages("source"),
                                packages("storage"),
                                packages("telemetry"),
                                packages("organization"))))));
    }

    @Test
    void onlyCentralTouchesItsRestClient() {
        hold(noClasses()
                .that(not(resideInAPackage(packages("central"))))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ProductionCode.ROOT + ".central.OrganizationsApi"));
    }

    @Test
    void onlyTheRelayChangesAnApplication() {
        hold(noClasses()
                .that(not(resideInAnyPackage(packages("relay"), packages("central"))))
                .should()
                .accessTargetWhere(target(owner(nameMatching(".*\\.central\\.Central")))
                        .and(target(nameMatching("create|update|delete")))));
    }

    @Test
    void sourceReadsMessagesWithoutAWebServer() {
        hold(noClasses()
                .that(resideInAnyPackage(
                        packages("message"),
                        packages("proof"),
                        packages("mapping"),
                        packages("fetch"),
                        packages("source")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "io.vertx..")));
    }

    /** An address in a message is a text: only what somebody configured is ever asked, and by those rooms alone. */
    @Test
    void onlyWhoIsConfiguredToCallOutCallsOut() {
        hold(
                noClasses()
                        .that(not(resideInAnyPackage(
                                packages("central"),
                                packages("storage"),
                                packages("identity"),
                                packages("notice"),
                                packages("cli"),
                                packages("fetch"))))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                                "java.net.http..",
                                                "org.eclipse.microprofile.rest.client..",
                                                "jakarta.ws.rs.client..")
                                        .or(
                                                nameMatching(
                                                        "java\\.net\\.(URL|Socket|URLConnection|HttpURLConnection)|io\\.vertx\\.core\\.http\\.HttpClient.*"))));
    }

    private static String roomOf(JavaClass type) {
        return type.getPackageName()
                .replaceFirst(ProductionCode.ROOT + "\\.?", "")
                .replaceFirst("\\..*", "");
    }

    private static void hold(ArchRule rule) {
        rule.check(ProductionCode.CLASSES);
    }

    private static ArchRule knowsOnly(String room, Set<String> others) {
        return noClasses()
                .that(resideInAPackage(packages(room)))
                .should()
                .dependOnClassesThat(resideInAPackage(ProductionCode.ROOT + "..")
                        .and(not(resideInAnyPackage(Stream.concat(Stream.of(room), others.stream())
                                .map(ArchitectureTest::packages)
                                .toArray(String[]::new)))));
    }

    private static Map.Entry<String, Set<String>> room(String name, String... known) {
        return Map.entry(name, Set.of(known));
    }

    private static String packages(String room) {
        return ProductionCode.ROOT + "." + room + "..";
    }
}
