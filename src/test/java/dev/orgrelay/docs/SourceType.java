package dev.orgrelay.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A type as it is written. */
record SourceType(TreePath path) {

    /** The whole name, a nested type behind a dot. */
    String name() {
        return enclosing()
                .map(outer -> outer.name() + "." + tree().getSimpleName())
                .orElseGet(() -> inPackage(tree().getSimpleName().toString()));
    }

    boolean isInterface() {
        return tree().getKind() == Tree.Kind.INTERFACE;
    }

    boolean isEnum() {
        return tree().getKind() == Tree.Kind.ENUM;
    }

    /** The methods that have to be implemented. */
    List<MethodTree> abstractMethods() {
        return members(MethodTree.class)
                .filter(method -> method.getBody() == null)
                .toList();
    }

    List<String> constants() {
        return members(VariableTree.class)
                .filter(field ->
                        field.getType().toString().equals(tree().getSimpleName().toString()))
                .map(constant -> constant.getName().toString())
                .toList();
    }

    /** The text in an annotation of this type. */
    Optional<String> annotation(String simpleName, String element) {
        return annotation(tree().getModifiers(), simpleName).map(annotation -> text(annotation, element));
    }

    static Optional<String> annotation(MethodTree method, String simpleName) {
        return annotation(method.getModifiers(), simpleName).map(annotation -> text(annotation, "value"));
    }

    /** All that {@code simple} may mean here, the nearest first. */
    Stream<String> candidates(String simple) {
        Stream<String> imported = path.getCompilationUnit().getImports().stream()
                .map(line -> line.getQualifiedIdentifier().toString())
                .filter(type -> type.endsWith("." + simple));
        Stream<String> nested = Stream.iterate(
                        Optional.of(this), Optional::isPresent, inner -> inner.flatMap(SourceType::enclosing))
                .flatMap(Optional::stream)
                .map(type -> type.name() + "." + simple);
        return Stream.of(nested, imported, Stream.of(inPackage(simple))).flatMap(same -> same);
    }

    private ClassTree tree() {
        return (ClassTree) path.getLeaf();
    }

    private Optional<SourceType> enclosing() {
        TreePath above = path.getParentPath();
        return above.getLeaf() instanceof ClassTree ? Optional.of(new SourceType(above)) : Optional.empty();
    }

    private String inPackage(String simple) {
        ExpressionTree name = path.getCompilationUnit().getPackageName();
        return name == null ? simple : name + "." + simple;
    }

    private <T> Stream<T> members(Class<T> kind) {
        return tree().getMembers().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String simpleName) {
        return modifiers.getAnnotations().stream()
                .map(AnnotationTree.class::cast)
                .filter(annotation -> annotation.getAnnotationType().toString().equals(simpleName))
                .findFirst();
    }

    private static String text(AnnotationTree annotation, String element) {
        return annotation.getArguments().stream()
                .map(argument -> argument instanceof AssignmentTree assignment
                                && assignment.getVariable().toString().equals(element)
                        ? assignment.getExpression()
                        : argument)
                .filter(LiteralTree.class::isInstance)
                .map(literal -> String.valueOf(((LiteralTree) literal).getValue()))
                .findFirst()
                .orElse("");
    }
}
