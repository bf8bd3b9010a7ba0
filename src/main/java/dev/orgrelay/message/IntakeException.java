package dev.orgrelay.message;

import dev.orgrelay.organization.Text;
import java.util.Optional;

/** A request that is turned away: nothing of it is applied, and its sender is told why. Messages never hold a secret. */
public abstract sealed class IntakeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private IntakeException(String message) {
        super(message, null, false, false);
    }

    /** The request does not prove that it comes from the source. */
    public static final class Unauthenticated extends IntakeException {

        private static final long serialVersionUID = 1L;

        public Unauthenticated(String message) {
            super(message);
        }
    }

    /** The message cannot be read: not JSON, not the CloudEvent it claims to be. */
    public static final class Malformed extends IntakeException {

        private static final long serialVersionUID = 1L;

        private final transient Optional<Position> position;

        public Malformed(String message) {
            this(message, Optional.empty());
        }

        /** @param position where it is wrong, in the message or in what reads it; the sentence names it, too */
        public Malformed(String message, Optional<Position> position) {
            super(message);
            this.position = position;
        }

        public Optional<Position> position() {
            return position;
        }

        /** The same in one of several, which {@code which} names. */
        public Malformed in(String which) {
            return new Malformed(which + getMessage(), position);
        }
    }

    /** The message may be all right, but there is no capacity to read it now. */
    public static final class Busy extends IntakeException {

        private static final long serialVersionUID = 1L;

        public Busy(String message) {
            super(message);
        }
    }

    /** The message is of a media type that the source does not read. */
    public static final class UnsupportedMediaType extends IntakeException {

        private static final long serialVersionUID = 1L;

        public UnsupportedMediaType(String mediaType, String allowed) {
            super("cannot read '" + Text.shorten(mediaType) + "', only " + allowed);
        }
    }
}
