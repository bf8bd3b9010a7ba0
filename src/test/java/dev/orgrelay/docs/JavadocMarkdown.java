package dev.orgrelay.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Turns Javadoc into Markdown, as far as the Javadoc of settings goes. Line breaks carry no meaning. */
final class JavadocMarkdown extends SimpleDocTreeVisitor<String, Void> {

    private static final String PARAGRAPH = "\f";

    private final DocTrees docs;

    JavadocMarkdown(DocTrees docs) {
        this.docs = docs;
    }

    List<String> paragraphs(DocCommentTree comment) {
        String text = text(comment.getFullBody());
        return Arrays.stream(text.split(PARAGRAPH))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    private String text(List<? extends DocTree> trees) {
        return trees.stream().map(tree -> tree.accept(this, null)).collect(Collectors.joining());
    }

    @Override
    public String visitText(TextTree text, Void nothing) {
        return escape(text.getBody());
    }

    @Override
    public String visitLiteral(LiteralTree literal, Void nothing) {
        String body = literal.getBody().getBody();
        return literal.getKind() == DocTree.Kind.CODE ? "`" + body + "`" : escape(body);
    }

    @Override
    public String visitLink(LinkTree link, Void nothing) {
        return link.getLabel().isEmpty() ? link.getReference().getSignature() : text(link.getLabel());
    }

    @Override
    public String visitEntity(EntityTree entity, Void nothing) {
        return escape(docs.getCharacters(entity));
    }

    @Override
    public String visitStartElement(StartElementTree element, Void nothing) {
        return element.getName().contentEquals("p") ? PARAGRAPH : unknown(element);
    }

    @Override
    public String visitEndElement(EndElementTree element, Void nothing) {
        return element.getName().contentEquals("p") ? PARAGRAPH : unknown(element);
    }

    @Override
    protected String defaultAction(DocTree tree, Void nothing) {
        return unknown(tree);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_");
    }

    private static String unknown(DocTree tree) {
        throw new IllegalStateException("no Markdown is known for " + tree.getKind() + " " + tree);
    }
}
