package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {

    private static final byte[] TEXT = "an organization, and another organization".getBytes(StandardCharsets.UTF_8);

    @Test
    void itIsSaidInAnyCase() {
        assertThat(ContentCoding.of(" GZip ")).isEqualTo(ContentCoding.GZIP);
        assertThat(ContentCoding.of("x-gzip")).isEqualTo(ContentCoding.GZIP);
        assertThat(ContentCoding.of("deflate")).isEqualTo(ContentCoding.DEFLATE);
        assertThat(ContentCoding.of("identity")).isEqualTo(ContentCoding.IDENTITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "gzip,br", "gzip;q=1"})
    void anotherOneIsNotRead(String header) {
        assertThatThrownBy(() -> ContentCoding.of(header))
                .isInstanceOf(ProblemException.class)
                .hasMessage("the Content-Encoding " + header + " is none that is read: gzip or deflate");
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void whatWasPackedComesOut(ContentCoding coding) {
        byte[] noise = new byte[300_000];
        new Random(7).nextBytes(noise);

        for (byte[] plain : new byte[][] {{}, TEXT, noise}) {
            assertThat(coding.decode(Packed.by(coding, plain), 300_000)).isEqualTo(plain);
        }
    }

    @Test
    void someLeaveOutWhatShouldStandAroundDeflate() {
        assertThat(ContentCoding.DEFLATE.decode(Packed.deflated(TEXT, true), 100))
                .isEqualTo(TEXT);
    }

    @Test
    void aGzipFileMayHaveMembersAndNames() {
        byte[] named = Packed.gzip(TEXT, 4 + 8 + 16 + 2);

        assertThat(ContentCoding.GZIP.decode(join(named, Packed.gzip(TEXT, 0), named), 1_000))
                .isEqualTo(join(TEXT, TEXT, TEXT));
    }

    static Stream<UnaryOperator<byte[]>> mistakes() {
        return Stream.of(
                packed -> join(packed, new byte[] {0}),
                packed -> join(packed, "garbage".getBytes(StandardCharsets.UTF_8)),
                packed -> join(packed, Arrays.copyOf(packed, packed.length - 1)),
                packed -> Arrays.copyOf(packed, packed.length - 1),
                packed -> Arrays.copyOf(packed, 1),
                packed -> Arrays.copyOf(packed, packed.length / 2),
                packed -> with(packed, packed.length - 1, 0x55),
                packed -> with(packed, packed.length - 6, 0x55),
                packed -> with(packed, 0, 0x7b),
                packed -> TEXT);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatIsNotPackedLikeThatIsTurnedAway(UnaryOperator<byte[]> mistake) {
        byte[] broken = mistake.apply(Packed.by(ContentCoding.GZIP, TEXT));

        assertThatThrownBy(() -> ContentCoding.GZIP.decode(broken, 1_000))
                .isInstanceOf(Malformed.class)
                .hasMessage("the body is not what its Content-Encoding says");
    }

    @Test
    void noByteOfAGzipFileThatMattersCanBeChangedUnnoticed() {
        byte[] packed = Packed.by(ContentCoding.GZIP, TEXT);
        for (int at = 0; at < packed.length; at++) {
            byte[] broken = with(packed, at, packed[at] ^ 0x10);
            boolean isOfNoInterest = at >= 4 && at < 10;
            if (!isOfNoInterest && at != 3) {
                assertThatThrownBy(() -> ContentCoding.GZIP.decode(broken, 1_000))
                        .isInstanceOf(Malformed.class);
            }
        }
    }

    @Test
    void whatFollowsDeflateIsTurnedAway() {
        byte[] broken = join(Packed.by(ContentCoding.DEFLATE, TEXT), TEXT);

        assertThatThrownBy(() -> ContentCoding.DEFLATE.decode(broken, 1_000)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = ContentCoding.class,
            names = {"GZIP", "DEFLATE"})
    void whatBecomesTooLargeIsNotUnpacked(ContentCoding coding) {
        byte[] bomb = Packed.by(coding, new byte[5_000_000]);

        assertThat(bomb).hasSizeLessThan(10_000);
        assertThatThrownBy(() -> coding.decode(bomb, 1_000_000))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("1000000 bytes");
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] other = bytes.clone();
        other[at] = (byte) value;
        return other;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Bodies as senders pack them. */
    static final class Packed {

        private Packed() {}

        static byte[] by(ContentCoding coding, byte[] plain) {
            return switch (coding) {
                case IDENTITY -> plain;
                case GZIP -> gzip(plain, 0);
                case DEFLATE -> deflated(plain, false);
            };
        }

        /** @param flags of the header (RFC 1952, 2.3.1) */
        static byte[] gzip(byte[] plain, int flags) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3});
            if (flags != 0) {
                out.writeBytes(new byte[] {3, 0, 9, 9, 9, 'n', 0, 'c', 'c', 0, 7, 7});
            }
            out.writeBytes(deflated(plain, true));
            CRC32 check = new CRC32();
            check.update(plain);
            for (long number : new long[] {check.getValue(), plain.length}) {
                for (int octet = 0; octet < Integer.BYTES; octet++) {
                    out.write((int) (number >> octet * Byte.SIZE));
                }
            }
            return out.toByteArray();
        }

        static byte[] deflated(byte[] plain, boolean isBare) {
            Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, isBare);
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[1_000];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            deflater.end();
            return out.toByteArray();
        }
    }
}
