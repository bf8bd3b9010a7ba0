package dev.orgrelay.source;

import dev.orgrelay.organization.Operation;
import java.util.EnumSet;
import java.util.Set;

/** What a source may cause. */
record AllowedOperations(Set<Operation> operations) {

    /** What a setting can name. */
    static final Set<Operation> NAMEABLE = EnumSet.of(Operation.CREATE, Operation.UPDATE, Operation.DELETE);

    /** The message itself, or its refusal if it asks for more than is allowed. */
    Mapped check(Mapped message) {
        return message.match(
                toApply -> permits(message) ? message : refusal(toApply),
                same -> same,
                same -> same,
                same -> same,
                same -> same,
                same -> same);
    }

    private boolean permits(Mapped message) {
        Operation asked = message.provenance().operation();
        return asked == Operation.UPSERT
                ? operations.contains(Operation.CREATE) && operations.contains(Operation.UPDATE)
                : operations.contains(asked);
    }

    private static Mapped refusal(Mapped.ToApply toApply) {
        return new Mapped.Unusable(
                toApply.provenance(),
                toApply.change().application(),
                java.util.Optional.of(toApply.change().organization().value()),
                "source '" + toApply.provenance().source() + "' may not "
                        + toApply.provenance().operation().word());
    }
}
