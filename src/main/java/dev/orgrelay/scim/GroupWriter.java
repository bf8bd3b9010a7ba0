package dev.orgrelay.scim;

import dev.orgrelay.intake.Intake;
import dev.orgrelay.intake.Report;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.scim.SharedRows.Overtaken;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has organizations changed by the relay, and keeps what there is to remember after that: whoever asks again after a failure in between ends where he would have
 * ended at once.
 */
@Singleton
record GroupWriter(GroupDirectory directory, GroupRows rows, MemberRows memberRows, Intake intake, Clock clock) {

    /**
     * What a request came to.
     *
     * @param group the group afterwards; the one that was, if it is deleted; empty if nothing was done
     * @param entries what became of its changes of organizations, or would
     * @param stale what became of that which was said later; empty if nothing was
     */
    record Result(Optional<Group> group, List<Report.Entry> entries, Optional<Outcome> stale) {

        static Result of(Group group) {
            return new Result(Optional.of(group), List.of(), Optional.empty());
        }

        /** Nothing was done. */
        static Result of(Report report) {
            return new Result(Optional.empty(), report.entries(), Optional.empty());
        }

        Result with(Report report) {
            return new Result(group, report.entries(), stale);
        }

        Result with(Optional<Outcome> later) {
            return new Result(group, entries, later);
        }
    }

    /** @param then what there is to remember of the group itself, given when all was applied */
    Uni<Result> apply(
            ScimRequest request, PlannedChanges changes, OrganizationId self, Function<Instant, Uni<Result>> then) {
        if (request.isDryRun()) {
            return intake.plan(
                            request.source().name(),
                            changes.messages(),
                            request.delivery().deadline(),
                            request.recording())
                    .map(Result::of);
        }
        return taken(request, changes).flatMap(report -> {
            Optional<ScimException> obstacle = obstacle(request, report, changes);
            if (!request.isReplay()) {
                // a client that hears it is done can rely on that; else it hears why not
                obstacle.ifPresent(failure -> {
                    throw failure;
                });
                return remembered(request, report, changes, self, then);
            }
            // of a replay an operator reads what became of each change
            return (obstacle.isPresent() ? Uni.createFrom().item(false) : isFound(request, changes, self))
                    .flatMap(isFound -> isFound
                            ? remembered(request, report, changes, self, then)
                            : Uni.createFrom().item(Result.of(report)));
        });
    }

    private Uni<Report> taken(ScimRequest request, PlannedChanges changes) {
        Source source = request.source();
        Delivery delivery = request.delivery();
        return request.isReplay()
                ? intake.takeAgain(
                        source, changes.messages(), Optional.empty(), delivery.deadline(), request.recording())
                : intake.take(
                        source,
                        changes.messages(),
                        delivery.header("traceparent"),
                        delivery.deadline(),
                        request.recording());
    }

    private static Optional<ScimException> obstacle(ScimRequest request, Report report, PlannedChanges changes) {
        Optional<ScimException> later = report.retryAfter()
                .map(wait ->
                        ScimException.later(wait, "it cannot be done yet: " + detail(report, Outcome.Deferred.class)));
        if (later.isPresent()) {
            return later;
        }
        for (Report.Entry entry : report.entries()) {
            if (entry.outcome() instanceof Outcome.Refused && !changes.isRemark(entry.mapped())) {
                return Optional.of(
                        ScimType.INVALID_VALUE.because(entry.outcome().detail().orElse("it is refused")));
            }
            if (entry.outcome() instanceof Outcome.Stale && !request.isReplay()) {
                return Optional.of(ScimException.soon(
                        "something newer was applied before: " + detail(report, Outcome.Stale.class)));
            }
        }
        return Optional.empty();
    }

    /** The relay may have found something newer than a replay, be it of a part: what there is to remember is what is there. */
    private Uni<Boolean> isFound(ScimRequest request, PlannedChanges changes, OrganizationId self) {
        boolean isKept = !Optional.empty().equals(changes.changed().get(self));
        Uni<Void> looked = Uni.createFrom().voidItem();
        for (OrganizationId id : List.copyOf(changes.changed().keySet())) {
            looked = looked.chain(() -> directory.find(request.source(), id))
                    .invoke(actual -> changes.found(id, actual))
                    .replaceWithVoid();
        }
        return looked.map(
                done -> isKept == !Optional.empty().equals(changes.changed().get(self)));
    }

    private static String detail(Report report, Class<? extends Outcome> kind) {
        return report.entries().stream()
                .map(Report.Entry::outcome)
                .filter(kind::isInstance)
                .flatMap(outcome -> outcome.detail().stream())
                .findFirst()
                .orElse("send it again later");
    }

    /** Keeps what became of other groups, such as those that were below one that is deleted, and then of the group itself. */
    private Uni<Result> remembered(
            ScimRequest request,
            Report report,
            PlannedChanges changes,
            OrganizationId self,
            Function<Instant, Uni<Result>> then) {
        Instant applied = clock.instant();
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Map.Entry<OrganizationId, Optional<Organization>> change :
                changes.changed().entrySet()) {
            if (change.getValue().isPresent() && !change.getKey().equals(self)) {
                Organization after = change.getValue().get();
                done = done.chain(() -> remember(request.source().name(), after, applied));
            }
        }
        return done.chain(() -> then.apply(applied)).map(result -> result.with(report));
    }

    private Uni<Void> remember(String source, Organization after, Instant applied) {
        return rows.find(source, after.id())
                .map(row -> row.orElseGet(() -> GroupRow.of(after, applied)).after(after, applied))
                .flatMap(row -> rows.write(source, row));
    }

    /** Keeps what a client has said of a group. */
    Uni<Result> write(ScimRequest request, GroupRow row, GroupDraft.Content content, Instant now) {
        String source = request.source().name();
        MemberRows.Kept before = row.members();
        return memberRows
                .keep(GroupRows.key(source, row.id()), before, content.members())
                .flatMap(kept -> {
                    GroupRow next = row.with(content, kept, now).said(content.said(), request.receivedAt());
                    return rows.write(source, next)
                            .call(() -> memberRows.forget(before, kept))
                            .onFailure(Overtaken.class)
                            .call(() -> memberRows.forget(kept, before))
                            .replaceWith(Result.of(new Group(
                                    next.organization(), Optional.of(next), content.parent(), content.members())));
                });
    }

    /** Keeps that a client has said again what is so. */
    Uni<Result> confirm(ScimRequest request, Group group, GroupDraft.Content content) {
        return rows.write(request.source().name(), GroupRow.of(group).said(content.said(), request.receivedAt()))
                .replaceWith(Result.of(group));
    }

    /** Nothing is left to be remembered of {@code group}, but that it is gone. */
    Uni<Result> delete(ScimRequest request, Group group, Instant applied) {
        String source = request.source().name();
        return rows.write(source, GroupRow.of(group).deleted(applied))
                .chain(() -> memberRows.forget(group.keptMembers(), MemberRows.Kept.NONE))
                .replaceWith(Result.of(group));
    }
}
