package dev.orgrelay.scim;

import dev.orgrelay.intake.Report;
import dev.orgrelay.intake.ScimReplay;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.scim.GroupWriter.Result;
import dev.orgrelay.scim.Remainder.Settled;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests of clients that an operator has read again. They count as received when they were: what was changed since stays. */
@Singleton
record ReplayedRequests(ScimServer server) implements ScimReplay {

    /** Fails as {@link ScimServer#answer} does. */
    @Override
    public Uni<Report> replay(Source source, Delivery delivery, boolean isDryRun, Recording recording) {
        ScimPath path = ScimServer.path(delivery, delivery.url());
        ScimRequest request = new ScimRequest(source, delivery, delivery.url(), isDryRun, true, recording);
        if (!path.isChange(delivery.method())) {
            return Uni.createFrom().item(told(request, path, List.of(new Outcome.Ignored("it changes nothing"))));
        }
        return Uni.createFrom()
                .deferred(() -> server.changed(request, path.id().orElse("")))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) // its body may be large
                .map(result -> told(request, path, result))
                .onFailure(failure -> settled(request, failure).isPresent())
                .recoverWithItem(failure ->
                        told(request, path, settled(request, failure).stream().toList()));
    }

    private static Report told(ScimRequest request, ScimPath path, Result result) {
        List<Outcome> outcomes = new ArrayList<>();
        if (result.entries().isEmpty()) {
            outcomes.add(request.isDryRun() ? new Outcome.Planned() : new Outcome.Applied());
        }
        result.stale().ifPresent(outcomes::add);
        List<Report.Entry> all = new ArrayList<>(result.entries());
        all.addAll(told(request, path, outcomes).entries());
        return new Report(request.source().name(), all);
    }

    /** What there is to say of the group beside the changes of organizations, which the intake has told. */
    private static Report told(ScimRequest request, ScimPath path, List<Outcome> outcomes) {
        String source = request.source().name();
        Provenance provenance = new Provenance(
                source, operation(request), Optional.empty(), Optional.empty(), Optional.empty(), request.receivedAt());
        Report report = new Report(
                source,
                outcomes.stream()
                        .map(outcome -> new Report.Entry(
                                new Mapped.Unusable(
                                        provenance,
                                        request.source().answering().application(),
                                        path.id(),
                                        outcome.detail().orElse("")),
                                outcome))
                        .toList());
        report.tell(request.recording());
        return report;
    }

    private static Operation operation(ScimRequest request) {
        return switch (request.delivery().method()) {
            case "POST" -> Operation.CREATE;
            case "DELETE" -> Operation.DELETE;
            case "PUT", "PATCH" -> Operation.UPDATE;
            default -> Operation.IGNORE;
        };
    }

    /** What a client would hear as an error may be what it has asked for, or overtaken. */
    private static Optional<Outcome> settled(ScimRequest request, Throwable failure) {
        if (failure instanceof Settled settled) {
            return Optional.of(settled.outcome());
        }
        if (!(failure instanceof ScimException error)) {
            return Optional.empty();
        }
        boolean isThere = error.type().filter(ScimType.UNIQUENESS::equals).isPresent();
        boolean isGone = error.status() == 404;
        return switch (operation(request)) {
            case CREATE -> Optional.<Outcome>of(new Outcome.Duplicate()).filter(outcome -> isThere);
            case DELETE -> Optional.<Outcome>of(new Outcome.Duplicate()).filter(outcome -> isGone);
            default ->
                Optional.<Outcome>of(new Outcome.Stale(error.getMessage())).filter(outcome -> isGone);
        };
    }
}
