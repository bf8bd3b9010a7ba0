package dev.orgrelay.scim;

import dev.orgrelay.intake.Intake;
import dev.orgrelay.intake.Report;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has organizations changed by the relay, and keeps what there is to remember after that: whoever asks again after a failure in between ends where he would have
 * ended at once.
 */
@Singleton
class GroupWriter {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final GroupRows rows;
    private final MemberRows memberRows;
    private final Intake intake;
    private final Clock clock;

    GroupWriter(GroupRows rows, MemberRows memberRows, Intake intake, Clock clock) {
        this.rows = rows;
        this.memberRows = memberRows;
        this.intake = intake;
        this.clock = clock;
    }

    /** Another instance was faster: what is there has to be looked at again. */
    static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("another instance has just changed it", null, false, false);
        }
    }

    /**
     * What a request came to.
     *
     * @param group the group afterwards; the one that was, if it is deleted
     * @param planned of a dry run: what would become of its changes
     */
    record Result(Optional<Group> group, Optional<Report> planned) {

        static Result of(Group group) {
            return new Result(Optional.of(group), Optional.empty());
        }

        static Result of(Report planned) {
            return new Result(Optional.empty(), Optional.of(planned));
        }
    }

    /** @param then what there is to remember of the group itself, given when all was applied */
    Uni<Result> apply(
            ScimRequest request, PlannedChanges changes, OrganizationId self, Function<Instant, Uni<Result>> then) {
        Instant deadline = request.delivery().deadline();
        if (request.isDryRun()) {
            return intake.plan(request.source().name(), changes.messages(), deadline, request.recording())
                    .map(Result::of);
        }
        return intake.take(
                        request.source(),
                        changes.messages(),
                        request.delivery().header("traceparent"),
                        deadline,
                        request.recording())
                .invoke(report -> requireDone(report, changes))
                .flatMap(report -> {
                    Instant applied = clock.instant();
                    return remember(request.source().name(), changes, self, applied)
                            .chain(() -> then.apply(applied));
                });
    }

    /** What somebody is told to be done is done. */
    private static void requireDone(Report report, PlannedChanges changes) {
        report.retryAfter().ifPresent(wait -> {
            throw ScimException.later(wait, "it cannot be done yet: " + detail(report, Outcome.Deferred.class));
        });
        for (Report.Entry entry : report.entries()) {
            if (entry.outcome() instanceof Outcome.Refused && !changes.isRemark(entry.mapped())) {
                throw ScimType.INVALID_VALUE.because(entry.outcome().detail().orElse("it is refused"));
            }
            if (entry.outcome() instanceof Outcome.Stale) {
                throw ScimException.later(
                        SOON, "something newer was applied before: " + detail(report, Outcome.Stale.class));
            }
        }
    }

    private static String detail(Report report, Class<? extends Outcome> kind) {
        return report.entries().stream()
                .map(Report.Entry::outcome)
                .filter(kind::isInstance)
                .flatMap(outcome -> outcome.detail().stream())
                .findFirst()
                .orElse("send it again later");
    }

    /** What became of other groups, such as those that were below one that is deleted. */
    private Uni<Void> remember(String source, PlannedChanges changes, OrganizationId self, Instant applied) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Map.Entry<OrganizationId, Optional<Organization>> change :
                changes.changed().entrySet()) {
            if (change.getValue().isPresent() && !change.getKey().equals(self)) {
                Organization after = change.getValue().get();
                done = done.chain(() -> remember(source, after, applied));
            }
        }
        return done;
    }

    private Uni<Void> remember(String source, Organization after, Instant applied) {
        return rows.find(source, after.id())
                .map(row -> row.orElseGet(() -> GroupRow.of(after, applied)).after(after, applied))
                .flatMap(row -> rows.write(source, row))
                .invoke(GroupWriter::requireFirst)
                .replaceWithVoid();
    }

    /** Keeps what a client has said of a group. */
    Uni<Result> write(ScimRequest request, GroupRow row, GroupDraft.Content content, Instant now) {
        String source = request.source().name();
        MemberRows.Kept before = row.members();
        return memberRows
                .keep(GroupRows.key(source, row.id()), before, content.members())
                .flatMap(kept -> {
                    GroupRow next = row.with(content, kept, now);
                    return rows.write(source, next)
                            .call(isFirst ->
                                    isFirst ? memberRows.forget(before, kept) : memberRows.forget(kept, before))
                            .invoke(GroupWriter::requireFirst)
                            .replaceWith(Result.of(new Group(
                                    next.organization(), Optional.of(next), content.parent(), content.members())));
                });
    }

    /** Nothing is left to be remembered of {@code group}, but that it is gone. */
    Uni<Result> delete(ScimRequest request, Group group, Instant applied) {
        String source = request.source().name();
        return rows.write(source, GroupRow.of(group).deleted(applied))
                .invoke(GroupWriter::requireFirst)
                .chain(() -> memberRows.forget(group.keptMembers(), MemberRows.Kept.NONE))
                .replaceWith(Result.of(group));
    }

    static void requireFirst(boolean isFirst) {
        if (!isFirst) {
            throw new Overtaken();
        }
    }
}
