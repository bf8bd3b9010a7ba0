package dev.orgrelay.http;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * How a sender has packed a body: {@code gzip} or {@code deflate}. Read by hand, since the JDK's stream takes whatever follows for the end, and knows no limit.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1">RFC 9110, 8.4.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952, GZIP</a>
 */
enum ContentCoding {
    IDENTITY {
        @Override
        byte[] decode(byte[] body, long most) {
            return body;
        }
    },
    GZIP {
        @Override
        byte[] decode(byte[] body, long most) {
            return new Unpacking(body, most, true).all(Unpacking::members);
        }
    },
    DEFLATE {
        @Override
        byte[] decode(byte[] body, long most) {
            return new Unpacking(body, most, !isZlib(body)).all(Unpacking::deflated);
        }
    };

    /**
     * What a header {@code Content-Encoding} says.
     *
     * @throws ProblemException if it is another one, or more than one
     */
    static ContentCoding of(String header) {
        return switch (header.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default ->
                throw new ProblemException(
                        415, "the Content-Encoding " + Text.shorten(header) + " is none that is read: gzip or deflate");
        };
    }

    /**
     * The body as it was before.
     *
     * @param most bytes that it may have had
     * @throws Malformed if {@code body} is not packed like this, and nothing else
     * @throws ProblemException if it would be larger
     */
    abstract byte[] decode(byte[] body, long most);

    /** Some senders leave out what should stand around it (RFC 9110, 8.4.1.2). */
    private static boolean isZlib(byte[] body) {
        return body.length > 1 && (body[0] & 0x0f) == 8 && ((body[0] & 0xff) << 8 | body[1] & 0xff) % 31 == 0;
    }

    /** One body on its way out. */
    private static final class Unpacking {

        private static final short MAGIC = (short) 0x8b1f;
        private static final byte METHOD_DEFLATE = 8;
        private static final int HEADER_CHECK = 2;
        private static final int EXTRA = 4;
        private static final int NAME = 8;
        private static final int COMMENT = 16;
        private static final int RESERVED = 0xe0;

        /** Time, flags and system. */
        private static final int OF_NO_INTEREST = 6;

        private final ByteBuffer in;
        private final long most;
        private final Inflater inflater;
        private final CRC32 check = new CRC32();
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final byte[] chunk = new byte[8 * 1024];

        Unpacking(byte[] body, long most, boolean isBare) {
            this.in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
            this.most = most;
            this.inflater = new Inflater(isBare);
        }

        private interface Way {
            void take(Unpacking unpacking) throws DataFormatException;
        }

        private byte[] all(Way way) {
            try {
                way.take(this);
                require(!in.hasRemaining());
                return out.toByteArray();
            } catch (DataFormatException | BufferUnderflowException | IllegalArgumentException e) {
                throw new Malformed("the body is not what its Content-Encoding says");
            } finally {
                inflater.end();
            }
        }

        private void members() throws DataFormatException {
            do {
                header();
                int before = out.size();
                check.reset();
                inflater.reset();
                deflated();
                require(in.getInt() == (int) check.getValue());
                require(in.getInt() == out.size() - before);
            } while (in.hasRemaining());
        }

        private void header() throws DataFormatException {
            require(in.getShort() == MAGIC && in.get() == METHOD_DEFLATE);
            int flags = in.get();
            require((flags & RESERVED) == 0);
            skip(OF_NO_INTEREST);
            if ((flags & EXTRA) != 0) {
                skip(in.getShort() & 0xffff);
            }
            if ((flags & NAME) != 0) {
                skipText();
            }
            if ((flags & COMMENT) != 0) {
                skipText();
            }
            if ((flags & HEADER_CHECK) != 0) {
                skip(Short.BYTES);
            }
        }

        private void deflated() throws DataFormatException {
            inflater.setInput(in);
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                require(count > 0 || inflater.finished());
                if (out.size() + (long) count > most) {
                    throw RequestBodies.tooLarge(most);
                }
                check.update(chunk, 0, count);
                out.write(chunk, 0, count);
            }
        }

        private void skip(int bytes) {
            in.position(in.position() + bytes);
        }

        private void skipText() {
            while (in.get() != 0) {
                continue;
            }
        }

        private static void require(boolean isAsItShouldBe) throws DataFormatException {
            if (!isAsItShouldBe) {
                throw new DataFormatException();
            }
        }
    }
}
