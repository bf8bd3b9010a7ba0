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

    private static final Uni<Outcome> APPLIED = Uni.createFrom().item(new Outcome.Applied());

    private final Central central;
    private final boolean hasExisted;
    private final boolean looksFirst;
    private boolean isMissing;
    private Optional<Organization> made = Optional.empty();

    /**
     * @param hasExisted whether the organization is known to have existed
     * @param looksFirst whether to look, before one is created, that there is none that nobody knows of
     */
    Sending(Central central, boolean hasExisted, boolean looksFirst) {
        this.central = central;
        this.hasExisted = hasExisted;
        this.looksFirst = looksFirst;
    }

    /** The organization that did not exist before, as far as anybody knows, once it is created. */
    Optional<Organization> made() {
        return made;
    }

    /** Whether it was seen that there is none, and none was created. */
    boolean leftMissing() {
        return isMissing && made.isEmpty();
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
        return allowed(change, look(change), hasExisted).flatMap(verdict -> send(verdict, this::call));
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
        return isNew(change)
                .flatMap(isNew -> central.create(id, change.name(), change.parent())
                        .invoke(answer -> made = isNew ? Optional.of(made(change, answer)) : made))
                .flatMap(answer ->
                        placed(change, answer, astray -> central.update(id, Optional.empty(), Placement.topLevel())
                                .flatMap(other -> placed(change, other, this::doesNotMove))))
                .onFailure(is(Kind.CONFLICT))
                .recoverWithUni(conflict ->
                        createdElsewhere(change).onFailure(is(Kind.NOT_FOUND)).transform(missing -> conflict));
    }

    /** The vendor answers a PUT alike whether it creates or replaces; what a plan creates was missing when that was made. When in doubt, it is not new. */
    private Uni<Boolean> isNew(Create change) {
        boolean isOfEvent = change.provenance().isOfEvent();
        return isMissing || hasExisted && isOfEvent || !looksFirst
                ? Uni.createFrom().item(isMissing || !looksFirst && !isOfEvent)
                : look(change).map(Optional::isEmpty);
    }

    private static Organization made(Create change, Optional<Organization> answer) {
        String name = answer.map(Organization::displayName).orElse(change.name());
        return new Organization(change.organization(), name, change.parent());
    }

    private Uni<Optional<Organization>> look(Change change) {
        return find(central, change.organization()).invoke(found -> isMissing = found.isEmpty());
    }

    private Uni<Outcome> createdElsewhere(Create change) {
        OrganizationId id = change.organization();
        Function<Change, Uni<Outcome>> update = rest -> central.update(id, rest.displayName(), rest.placement())
                .flatMap(answer -> placed(change, answer, this::doesNotMove));
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
                .flatMap(answer -> placed(change, answer, astray -> replace(change, astray)
                        .flatMap(other -> placed(change, other, this::doesNotMove))))
                .onFailure(is(Kind.NOT_FOUND))
                .recoverWithUni(missing -> updateOfMissing(change, missing));
    }

    /** Where a refusal would be for good, it is asked whether the organization is missing, and not its new parent. */
    private Uni<Outcome> updateOfMissing(Update change, Throwable missing) {
        AllowedEffects allowed = change.provenance().allowed();
        Verdict verdict = allowed.of(change, Optional.empty(), hasExisted);
        isMissing = change.placement().parent().isEmpty();
        boolean isCertain = !hasExisted && isMissing;
        Uni<Verdict> certain = isCertain || !(verdict instanceof Verdict.Refused)
                ? Uni.createFrom().item(verdict)
                : look(change).map(found -> allowed.of(change, found, hasExisted));
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

    private Uni<Optional<Organization>> replace(Update change, Organization current) {
        String name = change.displayName().orElse(current.displayName());
        return central.create(change.organization(), name, Optional.empty());
    }

    /**
     * Applied, unless the organization belongs at the top level and is not there.
     *
     * @param answer the organization, if the answer shows it; else it is looked up where that matters. What cannot be seen was answered with success
     */
    private Uni<Outcome> placed(
            Change change, Optional<Organization> answer, Function<Organization, Uni<Outcome>> otherwise) {
        if (!wantsTopLevel(change)) {
            return APPLIED;
        }
        Uni<Optional<Organization>> shown = answer.isPresent()
                ? Uni.createFrom().item(answer)
                : find(central, change.organization())
                        .onFailure(CentralException.class)
                        .recoverWithItem(Optional.empty());
        return shown.flatMap(
                seen -> seen.filter(organization -> organization.parent().isPresent())
                        .map(otherwise)
                        .orElse(APPLIED));
    }

    private Uni<Outcome> doesNotMove(Organization astray) {
        return Uni.createFrom()
                .failure(CentralException.refused("IoT Central does not move '" + astray.id() + "' to the top level"));
    }

    private static boolean wantsTopLevel(Change change) {
        return change.placement() == Placement.topLevel();
    }

    private static Predicate<Throwable> is(Kind kind) {
        return failure -> failure instanceof CentralException central && central.kind() == kind;
    }
}
