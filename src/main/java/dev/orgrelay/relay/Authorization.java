package dev.orgrelay.relay;

import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Change.Update;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Verdict;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What is allowed of a change, by what its source may do and by what exists. Looks only where the answer depends on it. */
final class Authorization {

    private Authorization() {}

    /**
     * Before the first call.
     *
     * @param organization the organization as it is, read if somebody asks
     * @param hasExisted whether it is known to have existed
     */
    static Uni<Verdict> of(Change change, Uni<Optional<Organization>> organization, boolean hasExisted) {
        AllowedEffects allowed = change.provenance().allowed();
        Verdict verdict = allowed.of(change);
        return verdict instanceof Verdict.Look
                ? organization.map(found -> allowed.of(change, found, hasExisted))
                : Uni.createFrom().item(verdict);
    }

    /** After a call that found something missing. Where a refusal would be for good, it is asked whether that is the organization, and not its new parent. */
    static Uni<Verdict> ofMissing(Update change, Uni<Optional<Organization>> organization, boolean hasExisted) {
        AllowedEffects allowed = change.provenance().allowed();
        Verdict verdict = allowed.of(change, Optional.empty(), hasExisted);
        boolean isCertain = !hasExisted && change.placement().parent().isEmpty();
        return isCertain || !(verdict instanceof Verdict.Refused)
                ? Uni.createFrom().item(verdict)
                : organization.map(found -> allowed.of(change, found, hasExisted));
    }

    /** The organization as it is; empty if it does not exist. */
    static Uni<Optional<Organization>> find(Central central, OrganizationId id) {
        return Uni.createFrom()
                .deferred(() -> central.get(id))
                .map(Optional::of)
                .onFailure(failure ->
                        failure instanceof CentralException known && known.kind() == CentralException.Kind.NOT_FOUND)
                .recoverWithItem(Optional.empty());
    }
}
