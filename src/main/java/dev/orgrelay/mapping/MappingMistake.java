package dev.orgrelay.mapping;

import dev.orgrelay.message.Position;
import java.util.Optional;

/** An expression that is not JSONata. The message is one line: {@code key: what is wrong, at line 2, column 7 near '...'}. */
public final class MappingMistake extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Position> position;

    MappingMistake(String message, Optional<Position> position) {
        super(message);
        this.position = position;
    }

    /** Where it is in the expression, if that is known. */
    public Optional<Position> position() {
        return position;
    }
}
