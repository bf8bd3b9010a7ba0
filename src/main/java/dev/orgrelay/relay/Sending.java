package dev.orgrelay.relay;

import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.CentralException.Kind;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Change.Create;
import dev.orgrelay.organization.Change.Delete;
import dev.orgrelay.organization.Change.Update;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes a change true in one application, normally with one call.
 *
 * <p>The vendor does not say whether a PUT without {@code parent} moves an existing organization to the top level, nor what a {@code null} in a
 * PATCH does. The answers show it: if one way left the organization where it was, the other one is taken. If there is nothing to take the other way with,
 * the first refusal is the reason.
 */
final class Sending {

    private final Central central;

    Sending(Central central) {
        this.central = central;
    }

    /** Fails with a {@link CentralException} if the change is not true afterwards. */
    Uni<Void> send(Change change) {
        return change.match(this::create, this::update, this::delete);
    }

    private Uni<Void> create(Create change) {
        OrganizationId id = change.organization();
        return central.create(id, change.name(), change.parent())
                .onFailure(is(Kind.CONFLICT))
                .recoverWithUni(conflict -> central.update(id, change.displayName(), change.placement())
                        .onFailure(is(Kind.NOT_FOUND))
                        .transform(missing -> conflict))
                .flatMap(answer -> isAstray(change, answer)
                        ? placed(change, central.update(id, Optional.empty(), Placement.topLevel()))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> update(Update change) {
        OrganizationId id = change.organization();
        return central.update(id, change.displayName(), change.placement())
                .onFailure(is(Kind.NOT_FOUND))
                .recoverWithUni(missing -> createFrom(change, missing))
                .onFailure(failure -> is(Kind.REFUSED).test(failure) && wantsTopLevel(change))
                .recoverWithUni(refusal -> central.get(id)
                        .onFailure(is(Kind.NOT_FOUND))
                        .transform(missing -> refusal)
                        .flatMap(current -> replace(change, current)))
                .flatMap(answer -> isAstray(change, answer)
                        ? placed(change, replace(change, answer))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> delete(Delete change) {
        return central.delete(change.organization())
                .onFailure(is(Kind.NOT_FOUND))
                .recoverWithNull();
    }

    private Uni<Organization> createFrom(Update change, Throwable missing) {
        return change.displayName()
                .map(name -> central.create(
                        change.organization(), name, change.placement().parent()))
                .orElseGet(() -> Uni.createFrom().failure(missing));
    }

    private Uni<Organization> replace(Update change, Organization current) {
        String name = change.displayName().orElse(current.displayName());
        return central.create(change.organization(), name, Optional.empty());
    }

    private static Uni<Void> placed(Change change, Uni<Organization> call) {
        return call.flatMap(answer -> isAstray(change, answer)
                ? Uni.createFrom()
                        .failure(CentralException.refused(
                                "IoT Central does not move '" + answer.id() + "' to the top level"))
                : Uni.createFrom().voidItem());
    }

    private static boolean isAstray(Change change, Organization answer) {
        return wantsTopLevel(change) && answer.parent().isPresent();
    }

    private static boolean wantsTopLevel(Change change) {
        return change.placement() == Placement.topLevel();
    }

    private static Predicate<Throwable> is(Kind kind) {
        return failure -> failure instanceof CentralException central && central.kind() == kind;
    }
}
