package dev.orgrelay.scim;

import dev.orgrelay.organization.Outcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is left to be done of a request. One that is replayed counts as received when it was received: what a client has said later stays.
 *
 * @param later what was said later
 */
record Remainder(GroupDraft.Content content, Set<Attribute> later) {

    private static final List<Attribute> ALL =
            List.of(Attribute.DISPLAY_NAME, Attribute.EXTERNAL_ID, Attribute.PARENT, Attribute.MEMBERS);

    /** Nothing is left of a request that is replayed. */
    static final class Settled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        Settled(Outcome outcome) {
            super(outcome.word(), null, false, false);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }

    /** @throws Settled if nothing is left */
    static Remainder of(ScimRequest request, Group group, GroupDraft.Content content) {
        if (!request.isReplay()) {
            return new Remainder(content, Set.of());
        }
        Set<Attribute> left = EnumSet.noneOf(Attribute.class);
        Set<Attribute> later = EnumSet.noneOf(Attribute.class);
        for (Attribute attribute : content.said()) {
            int order = saidAt(group, attribute).compareTo(request.receivedAt());
            if (order < 0) {
                left.add(attribute);
            } else if (order > 0) {
                later.add(attribute);
            }
        }
        if (left.isEmpty()) {
            throw new Settled(stale(later).orElseGet(Outcome.Duplicate::new));
        }
        return new Remainder(content.only(left, group), later);
    }

    /** @throws Settled if a client has said anything of {@code group} since */
    static void requireLast(ScimRequest request, Group group) {
        Set<Attribute> later = ALL.stream()
                .filter(attribute ->
                        request.isReplay() && saidAt(group, attribute).isAfter(request.receivedAt()))
                .collect(Collectors.toSet());
        stale(later).ifPresent(outcome -> {
            throw new Settled(outcome);
        });
    }

    private static Instant saidAt(Group group, Attribute attribute) {
        return group.row().flatMap(row -> row.saidAt(attribute)).orElse(Instant.MIN);
    }

    /** What becomes of that which something later has overtaken; empty if nothing has. */
    Optional<Outcome> stale() {
        return stale(later);
    }

    private static Optional<Outcome> stale(Set<Attribute> later) {
        return Optional.of(later.stream().map(Attribute::path).sorted().collect(Collectors.joining(", ")))
                .filter(names -> !names.isEmpty())
                .map(names -> new Outcome.Stale("what was set later stays: " + names));
    }
}
