package dev.orgrelay;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.TreeNode;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.HttpMethod;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A native executable has only the reflection that is registered. Here is who reflects on what, and that it is. */
class ReflectionTest {

    private static final String OURS = ProductionCode.ROOT + ".";

    private static final String JDK = "java.util.ServiceLoader.load.*|java.util.ResourceBundle.getBundle.*"
            + "|java.lang.reflect..*.(invoke|newInstance|get|set|newProxyInstance)\\(.*"
            + "|java.lang.invoke.MethodHandles.Lookup.(find|unreflect).*|java.io.ObjectInputStream.readObject.*"
            + "|java.lang.ClassLoader.load.*|java.lang.Class.(forName|newInstance|getRecordComponents"
            + "|getPermittedSubclasses|get(Declared)?(Method|Field|Constructor|Class)(e?s)?)\\(.*";

    private static final DescribedPredicate<JavaAccess<?>> REFLECTION = matching(JDK);

    @Test
    void everythingThatJacksonReadsOrWritesForRestAndFunctionsIsRegistered() {
        Set<JavaClass> reached = reachedFrom(remoteMethods().flatMap(ReflectionTest::typesOf));

        assertThat(names(reached))
                .as("what the search finds at least; else it looks in the wrong place")
                .contains(OURS + "azure.Invocation");
        assertThat(reached)
                .as("classes that Jackson reaches by reflection; add @RegisterForReflection, or take a JsonNode")
                .allMatch(type -> type.isAnnotatedWith(RegisterForReflection.class));
    }

    @Test
    void theFunctionsOfJsonataAreRegisteredWithTheirMethods() {
        JavaClass registration = ProductionCode.CLASSES.get(OURS + "mapping.JsonataReflection");
        RegisterForReflection annotation = registration.getAnnotationOfType(RegisterForReflection.class);

        assertThat(annotation.targets()).containsExactly(com.dashjoin.jsonata.Functions.class);
        assertThat(annotation.methods()).isTrue();
    }

    /** Another version of the library may reflect on more; then what is registered for it is not enough any more. */
    @Test
    void jsonataReflectsOnNothingElse() {
        Set<String> reflecting = new ClassFileImporter()
                .importPackagesOf(Jsonata.class).stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(REFLECTION)
                        .map(call -> call.getOriginOwner().getSimpleName() + " "
                                + call.getTargetOwner().getSimpleName() + "." + call.getName())
                        .collect(Collectors.toSet());

        assertThat(reflecting)
                .containsExactlyInAnyOrder(
                        "Functions Class.getMethods", "Functions Method.invoke", "Parser ObjectInputStream.readObject");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nobodyReflectsNorHasALibraryReflectOnWhatIsNotRegistered(
            String members, String because, Set<String> knownToWork) {
        noClasses()
                .that(describe("are not known to work", type -> !knownToWork.contains(type.getName())))
                .should()
                .accessTargetWhere(matching(members))
                .because(because)
                .check(ProductionCode.CLASSES);
    }

    static Stream<Arguments> nobodyReflectsNorHasALibraryReflectOnWhatIsNotRegistered() {
        return Stream.of(
                door(JDK, "classes, members, services and resources are found only if they are registered"),
                door(
                        "io.smallrye.config.ConfigMappings\\..*",
                        "it asks the interfaces of mappings, and only their generated implementations are registered:"
                                + " take ConfigClass.getProperties()"),
                door(
                        "io.smallrye.config.SmallRyeConfigBuilder.addDiscovered.*",
                        "sources and converters are discovered when Quarkus builds"),
                door(
                        ".*Config(Provider)?.get(Optional)?(Values?|Converter)\\(.*",
                        "what has no converter is made by its valueOf, found by reflection: take a @ConfigMapping",
                        // texts
                        "StartNotice",
                        "configuration.KeyCheck",
                        "storage.HostConnection"),
                door(
                        "com.fasterxml.jackson.databind..*(Mapper|Reader|Writer).(readValues?|treeToValue|convertValue"
                                + "|updateValue|valueToTree|writeValue.*|readerFor.*|writerFor|forType|withType)\\(.*",
                        "nothing tells the native image which class is meant; trees need no reflection"),
                door("com.fasterxml.jackson..*find(AndRegister)?Modules\\(.*", "modules are services"),
                door("io.vertx.core.json..*(mapTo|mapFrom|decodeValue)\\(.*", "it is Jackson that does it, on a class"),
                door(
                        "jakarta.ws.rs..*.readEntity\\(.*",
                        "it is Jackson that does it, on a class",
                        // texts
                        "central.CentralExceptionMapper",
                        "storage.StorageExceptionMapper"),
                door(
                        "jakarta.ws.rs..*.(ok|entity|accepted)\\(java.lang.Object.*",
                        "Jackson looks at the class of what is in a Response, and no signature tells which one that is",
                        // texts and trees
                        "http.Answer",
                        "http.DeadLettersResource",
                        "http.WaitingResource"),
                door(".*.register\\(java.lang.Class.*", "REST clients make it by reflection: give them an instance"),
                door("org.jboss.logging..*(getMessageLogger|getBundle)\\(.*", "generated classes are found by name"));
    }

    /** Calls into libraries whose own code comes to reflection. Whoever makes another one has to say here why it works in a native executable. */
    @Test
    void whatReflectsInLibrariesIsCalledOnlyWhereItIsKnownToWork() {
        Map<String, String> because = new HashMap<>(Map.of(
                "com.dashjoin.jsonata.Functions.funcApply", "only on its functions, which JsonataReflection registers",
                "com.dashjoin.jsonata.Jsonata.evaluate", "the same",
                "com.fasterxml.jackson.databind.ObjectMapper.readTree", "trees are read without reflection",
                "com.fasterxml.jackson.databind.ObjectMapper.reader", "it reads trees only",
                "com.fasterxml.jackson.databind.ObjectReader.readTree", "the same",
                "com.fasterxml.jackson.databind.node.BaseJsonNode.toString", "trees are written without reflection",
                "io.quarkus.oidc.client.runtime.OidcClientConfig.builder", "its extension registers its mappings",
                "io.quarkus.rest.client.reactive.QuarkusRestClientBuilder.newBuilder",
                        "its extension registers its services",
                "org.eclipse.microprofile.health.HealthCheckResponse.named",
                        "its extension has set the provider before"));
        because.put("com.dashjoin.jsonata.Jsonata$JFunction.<init>", "only its functions, which are registered");
        because.put("com.dashjoin.jsonata.Jsonata$JFunction.call", "the same");
        because.put(
                "io.smallrye.config.SmallRyeConfigBuilder.withMapping", "only of sources, whose mapping is generated");
        because.put("io.smallrye.config.SmallRyeConfigBuilder.build", "it discovers nothing");
        because.put("io.smallrye.config.SmallRyeConfig.getConfigMapping", "the same mapping");

        assertThat(ReflectingLibraries.calledByUs(REFLECTION)).isEqualTo(because.keySet());
    }

    /** @param knownToWork classes that may do it, without the name of the program */
    private static Arguments door(String members, String because, String... knownToWork) {
        return arguments(
                members, because, Stream.of(knownToWork).map(OURS::concat).collect(Collectors.toSet()));
    }

    private static DescribedPredicate<JavaAccess<?>> matching(String members) {
        Pattern pattern = Pattern.compile(members);
        return describe(members, access -> pattern.matcher(access.getTarget().getFullName())
                .matches());
    }

    /** Methods of REST resources and REST clients, and functions. */
    private static Stream<JavaMethod> remoteMethods() {
        return ProductionCode.CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Funq.class) || method.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static Stream<JavaType> typesOf(JavaMethod method) {
        return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream());
    }

    /** Classes of our own among {@code types}, and those that they hold. */
    private static Set<JavaClass> reachedFrom(Stream<JavaType> types) {
        Set<JavaClass> reached = new LinkedHashSet<>();
        types.forEach(type -> addOurs(type, reached));
        return reached;
    }

    private static void addOurs(JavaType type, Set<JavaClass> reached) {
        for (JavaClass involved : type.getAllInvolvedRawTypes()) {
            boolean isData = involved.getName().startsWith(OURS) && !involved.isAssignableTo(TreeNode.class);
            if (isData && reached.add(involved)) {
                involved.getAllFields().stream()
                        .filter(field -> !isStatic(field))
                        .forEach(field -> addOurs(field.getType(), reached));
            }
        }
    }

    private static boolean isStatic(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC);
    }

    private static Set<String> names(Set<JavaClass> types) {
        return types.stream().map(JavaClass::getName).collect(Collectors.toSet());
    }
}
