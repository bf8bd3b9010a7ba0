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

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the program: what lives in which package, and which other packages it may know. */
class ArchitectureTest {

    private static final String[] ROOMS = {
        "organization",
        "identity",
        "configuration",
        "plan",
        "central",
        "relay",
        "source",
        "intake",
        "http",
        "azure",
        "sandbox",
        "storage",
        "telemetry"
    };

    @Test
    void everyClassLivesInARoom() {
        hold(classes()
                .should()
                .resideInAnyPackage(Stream.concat(Stream.of(ProductionCode.ROOT), rooms(Stream.of(ROOMS)))
                        .toArray(String[]::new)));
    }

    @Test
    void organizationKnowsTheJdkOnly() {
        hold(classes()
                .that(resideInAPackage(room("organization")))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", room("organization")));
    }

    @Test
    void planKnowsTheJdkAndOrganizationOnly() {
        hold(classes()
                .that(resideInAPackage(room("plan")))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", room("plan"), room("organization")));
    }

    @Test
    void identityKnowsNobody() {
        hold(knowsOnly("identity"));
    }

    @Test
    void centralKnowsOrganizationAndIdentityOnly() {
        hold(knowsOnly("central", "organization", "configuration", "identity"));
    }

    @Test
    void relayKnowsOrganizationPlanAndCentralOnly() {
        hold(knowsOnly("relay", "organization", "plan", "central"));
    }

    @Test
    void sourceKnowsOrganizationOnly() {
        hold(knowsOnly("source", "organization", "configuration"));
    }

    @Test
    void intakeKnowsOrganizationPlanSourceAndRelayOnly() {
        hold(knowsOnly("intake", "organization", "plan", "source", "relay"));
    }

    @Test
    void httpKnowsTheRoomsBelowOnly() {
        hold(knowsOnly("http", "organization", "configuration", "plan", "central", "relay", "source", "intake"));
    }

    @Test
    void azureKnowsTheRoomsBelowButNotHttp() {
        hold(knowsOnly("azure", "organization", "plan", "central", "relay", "source", "intake"));
    }

    @Test
    void storageKnowsRelayIdentityAndOrganizationOnly() {
        hold(knowsOnly("storage", "relay", "identity", "configuration", "organization"));
    }

    @Test
    void sandboxKnowsOrganizationOnly() {
        hold(knowsOnly("sandbox", "organization"));
    }

    @Test
    void nobodyKnowsTheSandbox() {
        hold(noClasses()
                .that(not(resideInAPackage(room("sandbox"))))
                .should()
                .dependOnClassesThat(resideInAPackage(room("sandbox"))));
    }

    @Test
    void configurationKnowsOrganizationOnly() {
        hold(knowsOnly("configuration", "organization"));
    }

    @Test
    void telemetryKnowsWhatItObservesOnly() {
        hold(knowsOnly("telemetry", "organization", "configuration", "central", "relay"));
    }

    @Test
    void nobodyButTheEntranceKnowsTelemetry() {
        hold(noClasses()
                .that(not(resideInAnyPackage(room("telemetry"), ProductionCode.ROOT)))
                .should()
                .dependOnClassesThat(resideInAPackage(room("telemetry"))));
    }

    @Test
    void onlyTelemetryKnowsOpenTelemetry() {
        hold(noClasses()
                .that(not(resideInAPackage(room("telemetry"))))
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
                                room("configuration"),
                                room("http"),
                                room("identity"),
                                room("central"),
                                room("relay"),
                                room("source"),
                                room("storage"),
                                room("telemetry"),
                                room("organization"))))));
    }

    @Test
    void noRoomsKnowEachOtherInACircle() {
        hold(slices().matching(ProductionCode.ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void onlyCentralTouchesItsRestClient() {
        hold(noClasses()
                .that(not(resideInAPackage(room("central"))))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ProductionCode.ROOT + ".central.OrganizationsApi"));
    }

    @Test
    void onlyTheRelayChangesAnApplication() {
        hold(noClasses()
                .that(not(resideInAnyPackage(room("relay"), room("central"))))
                .should()
                .accessTargetWhere(target(owner(nameMatching(".*\\.central\\.Central")))
                        .and(target(nameMatching("create|update|delete")))));
    }

    @Test
    void sourceReadsMessagesWithoutAWebServer() {
        hold(noClasses()
                .that(resideInAPackage(room("source")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "io.vertx..")));
    }

    /** An address in a message is a text: only what somebody configured is ever asked, and by those rooms alone. */
    @Test
    void onlyWhoIsConfiguredToCallOutCallsOut() {
        hold(
                noClasses()
                        .that(not(resideInAnyPackage(
                                room("central"), room("storage"), room("identity"), room("source.fetch"))))
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

    private static void hold(ArchRule rule) {
        rule.check(ProductionCode.CLASSES);
    }

    /** Of the program's own packages {@code room} knows itself and {@code others}, no more. */
    private static ArchRule knowsOnly(String room, String... others) {
        String[] known =
                rooms(Stream.concat(Stream.of(room), Stream.of(others))).toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage(room(room)))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ProductionCode.ROOT + "..").and(not(resideInAnyPackage(known))));
    }

    private static Stream<String> rooms(Stream<String> names) {
        return names.map(ArchitectureTest::room);
    }

    private static String room(String name) {
        return ProductionCode.ROOT + "." + name + "..";
    }
}
