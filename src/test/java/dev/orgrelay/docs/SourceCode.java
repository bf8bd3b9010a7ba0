package dev.orgrelay.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The types of a source tree, parsed by the compiler of the JDK and not compiled. */
final class SourceCode {

    private final DocTrees docs;
    private final Map<String, SourceType> types = new TreeMap<>();

    private SourceCode(DocTrees docs) {
        this.docs = docs;
    }

    static SourceCode parse(Path root) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none");
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, options, null, files.getJavaFileObjectsFromPaths(javaFiles(root)));
            SourceCode code = new SourceCode(DocTrees.instance(task));
            task.parse().forEach(code::collect);
            return code;
        }
    }

    /** All types, in the order of their names. */
    Collection<SourceType> types() {
        return types.values();
    }

    /** The type that {@code name} means inside {@code user}, if it is one of this tree. */
    Optional<SourceType> find(String name, SourceType user) {
        return user.candidates(name).map(types::get).flatMap(Stream::ofNullable).findFirst();
    }

    /** The Javadoc of a type in paragraphs of Markdown. */
    List<String> javadoc(SourceType type) {
        return javadoc(type.path(), type.name());
    }

    /** The Javadoc of a member of {@code type}. */
    List<String> javadoc(SourceType type, Tree member) {
        return javadoc(new TreePath(type.path(), member), type.name() + ": " + member);
    }

    private List<String> javadoc(TreePath path, String what) {
        DocCommentTree comment = docs.getDocCommentTree(path);
        if (comment == null) {
            throw new IllegalStateException("no Javadoc on " + what);
        }
        return new JavadocMarkdown(docs).paragraphs(comment);
    }

    private void collect(CompilationUnitTree unit) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree tree, Void nothing) {
                SourceType type = new SourceType(getCurrentPath());
                types.put(type.name(), type);
                return super.visitClass(tree, nothing);
            }
        }.scan(unit, null);
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
