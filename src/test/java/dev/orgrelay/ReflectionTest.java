package dev.orgrelay;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.HttpMethod;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native executable has only the reflection that is registered. Here is who reflects on what, and that it is. */
class ReflectionTest {

    private static final String OURS = ProductionCode.ROOT + ".";

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
    void jacksonIsGivenTreesWhereverElseItIsCalled() {
        noClasses()
                .should()
                .accessTargetWhere(target(owner(assignableTo(ObjectMapper.class)
                                .or(assignableTo(ObjectReader.class))
                                .or(assignableTo(ObjectWriter.class))))
                        .and(target(nameMatching("readValues?|treeToValue|convertValue|updateValue|valueToTree"
                                + "|writeValue.*|readerFor.*|writerFor|forType|withType"))))
                .because("nothing tells the native image which class is meant; trees need no reflection")
                .check(ProductionCode.CLASSES);
    }

    @Test
    void theFunctionsOfJsonataAreRegisteredWithTheirMethods() {
        JavaClass registration = ProductionCode.CLASSES.get(OURS + "source.mapping.JsonataReflection");
        RegisterForReflection annotation = registration.getAnnotationOfType(RegisterForReflection.class);

        assertThat(annotation.targets()).containsExactly(com.dashjoin.jsonata.Functions.class);
        assertThat(annotation.methods()).isTrue();
    }

    /** Another version of the library may reflect on more; then its functions' registration is not enough any more. */
    @Test
    void jsonataReflectsOnNothingElse() {
        Set<String> reflecting = new ClassFileImporter()
                .importPackagesOf(Jsonata.class).stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> reflects(call.getTargetOwner().getName(), call.getName()))
                        .map(call -> call.getOriginOwner().getSimpleName() + " "
                                + call.getTargetOwner().getSimpleName() + "." + call.getName())
                        .collect(Collectors.toSet());

        assertThat(reflecting).containsExactlyInAnyOrder("Functions Class.getMethods", "Functions Method.invoke");
    }

    @Test
    void nobodyElseReflects() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "reflection, class loading by name or services",
                        access -> reflects(access.getTargetOwner().getName(), access.getName())))
                .check(ProductionCode.CLASSES);
    }

    private static boolean reflects(String owner, String method) {
        return owner.equals("java.util.ServiceLoader")
                || owner.equals("java.lang.reflect.Proxy")
                || owner.startsWith("java.lang.reflect.")
                        && Set.of("invoke", "newInstance", "get", "set").contains(method)
                || owner.equals("java.lang.ClassLoader") && method.startsWith("load")
                || owner.equals("java.lang.Class")
                        && (method.equals("forName")
                                || method.equals("newInstance")
                                || method.matches("get(Declared)?(Method|Field|Constructor|Class)(e?s)?")
                                || method.equals("getRecordComponents"));
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
