package dev.orgrelay.organization;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What went wrong, in words for people. Failures of this program have their own; those of libraries name classes, or say nothing at all. */
public final class FailureText {

    /** Where there are no better words. */
    public static final String UNEXPECTED = "something unexpected went wrong";

    /** Some cause each other. */
    private static final int MOST_CAUSES = 10;

    private static final String TLS =
            "TLS could not be set up, perhaps because nobody here knows the issuer of the certificate";
    private static final String OURS = "dev.orgrelay.";

    /** With its package, or a failure without it. */
    private static final Pattern CLASS =
            Pattern.compile("\\b(?:[a-z_][\\w$]*\\.)+[A-Z]\\w*|\\b[A-Z]\\w*(?:Exception|Error)\\b");

    /** The more special first. */
    private static final Map<Class<? extends Throwable>, String> WORDS = words();

    /** Mistakes in a program, whose messages are for its authors. */
    private static final List<Class<? extends Throwable>> MISTAKES = List.of(
            NullPointerException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class,
            ArrayStoreException.class,
            Error.class);

    private FailureText() {}

    /** On one line, without a name of a class. */
    public static String of(Throwable failure) {
        return causes(failure)
                .flatMap(cause -> own(cause).or(() -> words(cause)).stream())
                .findFirst()
                .or(() ->
                        causes(failure).flatMap(cause -> plain(cause).stream()).findFirst())
                .orElse(UNEXPECTED);
    }

    /** The same without anything of its message, in which a secret may be. */
    public static String ofKind(Throwable failure) {
        return causes(failure)
                .flatMap(cause -> words(cause).stream())
                .findFirst()
                .orElse(UNEXPECTED);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
    }

    private static Map<Class<? extends Throwable>, String> words() {
        Map<Class<? extends Throwable>, String> words = new LinkedHashMap<>();
        words.put(UnknownHostException.class, "nobody knows the name of the host");
        words.put(NoRouteToHostException.class, "there is no way to the host");
        words.put(ConnectException.class, "nobody could be reached there");
        words.put(GeneralSecurityException.class, TLS);
        words.put(ClosedChannelException.class, "the connection broke");
        words.put(SocketException.class, "the connection broke");
        words.put(EOFException.class, "it ended too early");
        words.put(NoSuchFileException.class, "there is no such file");
        words.put(AccessDeniedException.class, "it may not be read");
        words.put(CharacterCodingException.class, "it is in another charset");
        words.put(DateTimeException.class, "it holds something that is no time");
        words.put(NumberFormatException.class, "it holds something that is no number");
        return words;
    }

    private static Optional<String> own(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .filter(message -> failure.getClass().getName().startsWith(OURS));
    }

    private static Optional<String> words(Throwable failure) {
        String name = failure.getClass().getName();
        if (name.endsWith("TimeoutException")) { // each library has one
            return Optional.of("there was no answer in time");
        }
        if (name.startsWith("javax.net.ssl.")) {
            return Optional.of(TLS);
        }
        return WORDS.entrySet().stream()
                .filter(word -> word.getKey().isInstance(failure))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<String> plain(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .filter(text -> MISTAKES.stream().noneMatch(mistake -> mistake.isInstance(failure)))
                .flatMap(text -> text.lines().findFirst())
                .map(Text::trim)
                .filter(line -> !line.isEmpty() && !CLASS.matcher(line).find())
                .map(line -> Text.shorten(line, 2 * Text.SHOWN));
    }
}
