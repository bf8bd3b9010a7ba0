package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.ForeignFailures;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTextTest {

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldInWords(Throwable failure, String words) {
        assertThat(FailureText.of(failure)).isEqualTo(words);
        assertThat(FailureText.of(new CompletionException(failure))).isEqualTo(words);
        assertThat(FailureText.of(new IllegalStateException("java.io.IOException: no", failure)))
                .isEqualTo(words);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                told(new InvalidContentException("the id is empty"), "the id is empty"),
                told(new UnknownHostException("nohost.example"), "nobody knows the name of the host"),
                told(new ConnectException("Connection refused"), "nobody could be reached there"),
                told(new SocketException("Connection reset"), "the connection broke"),
                told(new ClosedChannelException(), "the connection broke"),
                told(new TimeoutException(), "there was no answer in time"),
                told(
                        new SSLHandshakeException(
                                "PKIX path building failed: sun.security.provider.certpath.SunCertPath"),
                        "TLS could not be set up, perhaps because nobody here knows the issuer of the certificate"),
                told(new MalformedInputException(1), "it is in another charset"),
                told(new IOException("no space left on device\n\tat x"), "no space left on device"),
                told(new IOException(), FailureText.UNEXPECTED),
                told(new IllegalStateException("class java.lang.String is none"), FailureText.UNEXPECTED),
                told(new RuntimeException("an IllegalStateException"), FailureText.UNEXPECTED),
                told(new StackOverflowError(), FailureText.UNEXPECTED),
                told(provoked(() -> Instant.parse("soon")), "it holds something that is no time"),
                told(provoked(() -> Integer.parseInt("many")), "it holds something that is no number"),
                told(provoked(() -> List.of().get(0)), FailureText.UNEXPECTED),
                told(provoked(() -> ((String) null).length()), FailureText.UNEXPECTED),
                told(provoked(() -> (Integer) (Object) "text"), FailureText.UNEXPECTED));
    }

    @Test
    void aMessageThatMayHoldASecretIsNotRepeated() {
        assertThat(FailureText.ofKind(new IOException("hunter2"))).isEqualTo(FailureText.UNEXPECTED);
        assertThat(FailureText.ofKind(new CompletionException("hunter2", new ConnectException("hunter2"))))
                .isEqualTo("nobody could be reached there");
    }

    @ParameterizedTest
    @MethodSource("dev.orgrelay.ForeignFailures#all")
    void noClassOfALibraryIsNamed(Throwable failure) {
        ForeignFailures.requireWords(FailureText.of(failure));
        ForeignFailures.requireWords(FailureText.ofKind(failure));
    }

    @Test
    void whatIsLongIsShortened() {
        assertThat(FailureText.of(new IOException("x".repeat(10_000)))).hasSizeLessThan(200);
    }

    @Test
    void aFailureThatCausesItselfIsToldAllTheSame() {
        Exception one = new IllegalStateException();
        one.initCause(new IllegalStateException("the disk is full", one));
        assertThat(FailureText.of(one)).isEqualTo("the disk is full");
    }

    private static Arguments told(Throwable failure, String words) {
        return Arguments.of(failure, words);
    }

    private static Throwable provoked(Callable<?> work) {
        try {
            return new AssertionError(work.call());
        } catch (Exception e) {
            return e;
        }
    }
}
