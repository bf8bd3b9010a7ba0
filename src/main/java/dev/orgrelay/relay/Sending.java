package dev.orgrelay.relay;

import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.CentralException.Kind;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Change.Create;
import dev.orgrelay.organization.Change.Delete;
import dev.orgrelay.organization.Change.Update;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Verdict;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a change true in one application, normally with one call, as far as its source may do what that takes.
 *
 * <p>The vendor does not say whether a PUT without {@code parent} moves an existing organization to the top level, nor what a {@code null} in a
 * PATCH does. The answers show it: if one way left the organization where it was, the other one is taken. If there is nothing to take the other way with,
 * the first refusal is the reason.
 */
final class Sending {

    private final Central central;
    private final boolean hasExisted;

    /** @param hasExisted whether the organization is known to have existed */
    Sending(Central central, boolean hasExisted) {
        this.central = central;
        this.hasExisted = hasExisted;
    }

    /** The organization as it is; empty if it does not exist. */
    static Uni<Optional<Organization>> find(Central central, OrganizationId id) {
        return Uni.createFrom()
                .deferred(() -> central.get(id))
                .map(Optional::of)
                .onFailure(is(Kind.NOT_FOUND))
                .recoverWithItem(Optional.empty());
    }

    /**
     * What is allowed of a change before the first call. Looks only where the answer depends on it.
     *
     * @param organization the organization as it is, read if somebody asks
     */
    static Uni<Verdict> allowed(Change change, Uni<Optional<Organization>> organization, boolean hasExisted) {
        AllowedEffects allowed = change.provenance().allowed();
        Verdict verdict = allowed.of(change);
        return verdict instanceof Verdict.Look
                ? organization.map(found -> allowed.of(change, found, hasExisted))
                : Uni.createFrom().item(verdict);
    }

    /** Applied or refused. Fails with a {@link CentralException} if the change is allowed, and not true afterwards. */
    Uni<Outcome> send(Change change) {
        return allowed(change, find(central, change.organization()), hasExisted)
                .flatMap(verdict -> send(verdict, this::call));
    }

    private static Uni<Outcome> send(Verdict verdict, Function<Change, Uni<Outcome>> call) {
        return verdict instanceof Verdict.Send send
                ? call.apply(send.change())
                : Uni.createFrom().item(outcome(verdict));
    }

    /** What becomes of a change that need not be sent. */
    static Outcome outcome(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused
                ? new Outcome.Refused(refused.reason())
                : new Outcome.Applied();
    }

    private Uni<Outcome> call(Change change) {
        return change.match(this::create, this::update, this::delete);
    }

    private Uni<Outcome> create(Create change) {
        OrganizationId id = change.organization();
        return central.create(id, change.name(), change.parent())
                .flatMap(answer -> isAstray(change, answer)
                        ? placed(change, central.update(id, Optional.empty(), Placement.topLevel()))
                        : Uni.createFrom().voidItem())
                .<Outcome>map(done -> new Outcome.Applied())
                .onFailure(is(Kind.CONFLICT))
                .recoverWithUni(conflict ->
                        createdElsewhere(change).onFailure(is(Kind.NOT_FOUND)).transform(missing -> conflict));
    }

    private Uni<Outcome> createdElsewhere(Create change) {
        OrganizationId id = change.organization();
        Function<Change, Uni<Outcome>> update = rest -> central.update(id, rest.displayName(), rest.placement())
                .flatMap(answer -> placed(change, Uni.createFrom().item(answer)))
                .map(done -> new Outcome.Applied());
        AllowedEffects allowed = change.provenance().allowed();
        return allowed.of(change) instanceof Verdict.Send
                ? update.apply(change)
                : central.get(id).flatMap(found -> send(allowed.of(change, Optional.of(found), false), update));
    }

    private Uni<Outcome> update(Update change) {
        OrganizationId id = change.organization();
        return central.update(id, change.displayName(), change.placement())
                .onFailure(failure -> is(Kind.REFUSED).test(failure) && wantsTopLevel(change))
                .recoverWithUni(refusal -> central.get(id)
                        .onFailure(is(Kind.NOT_FOUND))
                        .transform(missing -> refusal)
                        .flatMap(current -> replace(change, current)))
                .flatMap(answer -> isAstray(change, answer)
                        ? placed(change, replace(change, answer))
                        : Uni.createFrom().voidItem())
                .<Outcome>map(done -> new Outcome.Applied())
                .onFailure(is(Kind.NOT_FOUND))
                .recoverWithUni(missing -> updateOfMissing(change, missing));
    }

    /** Where a refusal would be for good, it is asked whether the organization is missing, and not its new parent. */
    private Uni<Outcome> updateOfMissing(Update change, Throwable missing) {
        AllowedEffects allowed = change.provenance().allowed();
        Verdict verdict = allowed.of(change, Optional.empty(), hasExisted);
        boolean isCertain = !hasExisted && change.placement().parent().isEmpty();
        Uni<Verdict> certain = isCertain || !(verdict instanceof Verdict.Refused)
                ? Uni.createFrom().item(verdict)
                : find(central, change.organization()).map(found -> allowed.of(change, found, hasExisted));
        return certain.flatMap(known -> send(
                known,
                rest -> rest instanceof Create create
                        ? create(create)
                        : Uni.createFrom().failure(missing)));
    }

    private Uni<Outcome> delete(Delete change) {
        return central.delete(change.organization())
                .onFailure(is(Kind.NOT_FOUND))
                .recoverWithNull()
                .map(done -> new Outcome.Applied());
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
