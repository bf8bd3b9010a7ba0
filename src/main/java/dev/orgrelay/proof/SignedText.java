package dev.orgrelay.proof;

import dev.orgrelay.configuration.StrictConverter;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.proof.BodyBinding.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a signature is made of. Written as a template: {@code {id}.{timestamp}.{body}}, {@code v0:{timestamp}:{body}}. */
record SignedText(String template, List<Part> parts) {

    static final SignedText NOTHING = new SignedText("", List.of());
    static final SignedText BODY = new SignedText("{body}", List.of(Placeholder.BODY));

    private static final String ALLOWED = "text with the placeholders {"
            + Words.allowed(Placeholder.class).replace(", ", "}, {") + "}, {header:<name>}, {query:<name>}";

    SignedText {
        parts = List.copyOf(parts);
    }

    /** Reads a template; empty if it has an unknown or unfinished placeholder. */
    static Optional<SignedText> parse(String template) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            Optional<Part> part = close < 0 ? Optional.empty() : placeholder(template.substring(open + 1, close));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            addLiteral(parts, template.substring(at, open));
            parts.add(part.get());
            at = close + 1;
        }
        addLiteral(parts, template.substring(at));
        return Optional.of(new SignedText(template, parts));
    }

    private static void addLiteral(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Literal(text));
        }
    }

    void write(Evidence evidence, byte[] key, Consumer<byte[]> sink) {
        for (Part part : parts) {
            part.write(evidence, key, sink);
        }
    }

    boolean has(Placeholder placeholder) {
        return parts.contains(placeholder);
    }

    /** Whether nobody can change what stands at {@code location} without breaking the signature. */
    boolean covers(Location location) {
        return parts.contains(new Part.Value(location)) || location instanceof Location.Query && has(Placeholder.URL);
    }

    /** Which bodies it contains. */
    Coverage coverage() {
        if (has(Placeholder.BODY)) {
            return Coverage.ALL;
        }
        return has(Placeholder.FORM) ? Coverage.FORMS : Coverage.NONE;
    }

    @Override
    public String toString() {
        return template;
    }

    private static Optional<Part> placeholder(String name) {
        if (name.indexOf(':') < 0) {
            return Words.find(Placeholder.class, name).map(Part.class::cast);
        }
        return Location.parse(name).map(Part.Value::new);
    }

    /** Reads a template in a setting. */
    @SuppressWarnings("serial") // nobody writes it
    public static final class Template extends StrictConverter<SignedText> {

        public Template() {
            super(text -> parse(text).orElseThrow(), "is " + ALLOWED);
        }
    }
}
