package dev.orgrelay.proof;

import dev.orgrelay.configuration.StrictConverter;
import dev.orgrelay.message.Redaction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a piece of the proof is found. Written {@code header:x-time}, {@code query:code}, {@code field:header.token} or
 * {@code signature:t=}.
 */
sealed interface Location {

    String ALLOWED = "a header's name, header:<name>, query:<name>, field:<path in the JSON body>"
            + " or signature:<start of an element of the signature>";

    /** Whether it is in the body, and so not there before the body is. */
    default boolean isInBody() {
        return false;
    }

    /** Leaves out what is there. */
    Redaction redaction();

    /** The text there; empty if there is none or only white space. */
    Optional<String> in(Evidence evidence);

    /** Reads the written form; a name alone is a header. */
    static Optional<Location> parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "header" : text.substring(0, colon);
        String name = text.substring(colon + 1).strip();
        if (name.isEmpty() || name.indexOf(' ') >= 0) {
            return Optional.empty();
        }
        return switch (kind) {
            case "header" -> Optional.of(new Header(name.toLowerCase(Locale.ROOT)));
            case "query" -> Optional.of(new Query(name));
            case "field" -> Optional.of(new Field(name, List.of(name.split("\\."))));
            case "signature" -> Optional.of(new Element(name));
            default -> Optional.empty();
        };
    }

    private static Optional<String> present(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    /**
     * @param name in lower case, as in {@link dev.orgrelay.message.Delivery#headers()}
     */
    record Header(String name) implements Location {

        @Override
        public Redaction redaction() {
            return new Redaction(Set.of(name), Set.of(), Set.of());
        }

        @Override
        public Optional<String> in(Evidence evidence) {
            return present(evidence.delivery().headers().get(name));
        }

        @Override
        public String toString() {
            return "header " + name;
        }
    }

    record Query(String name) implements Location {

        @Override
        public Redaction redaction() {
            return new Redaction(Set.of(), Set.of(name), Set.of());
        }

        @Override
        public Optional<String> in(Evidence evidence) {
            return present(evidence.delivery().query().get(name));
        }

        @Override
        public String toString() {
            return "query parameter " + name;
        }
    }

    record Field(String written, List<String> path) implements Location {

        @Override
        public boolean isInBody() {
            return true;
        }

        @Override
        public Redaction redaction() {
            return new Redaction(Set.of(), Set.of(), Set.of(path));
        }

        @Override
        public Optional<String> in(Evidence evidence) {
            return evidence.field(path).filter(text -> !text.isBlank());
        }

        @Override
        public String toString() {
            return "field " + written + " of the body";
        }
    }

    /** An element of the signature's own text: {@code t=} in {@code t=1614265330,v1=...}. */
    record Element(String prefix) implements Location {

        /** It is left out with the signature. */
        @Override
        public Redaction redaction() {
            return Redaction.USUAL;
        }

        @Override
        public Optional<String> in(Evidence evidence) {
            return evidence.element(prefix).filter(text -> !text.isBlank());
        }

        @Override
        public String toString() {
            return "element " + prefix + " of the signature";
        }
    }

    /** Reads a place in a setting; {@code none} is no place. */
    @SuppressWarnings("serial") // nobody writes it
    final class Written extends StrictConverter<Location> {

        public Written() {
            super(text -> text.equals(SchemeSettings.NONE) ? null : parse(text).orElseThrow(), "are " + ALLOWED);
        }
    }
}
