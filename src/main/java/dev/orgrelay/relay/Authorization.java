package dev.orgrelay.relay;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What is allowed of a change, by what its source may do and by what exists. Reads one organization where the answer depends on it, and changes nothing. */
@ApplicationScoped
public class Authorization {

    private final Applications applications;

    Authorization(Applications applications) {
        this.applications = applications;
    }

    /**
     * What would become of {@code change}, which is not sent: where something is forbidden to its source, only a look shows what its call would have shown.
     * Fails with a {@link CentralException} if its organization cannot be read.
     */
    public Uni<Verdict> of(Change change) {
        AllowedEffects allowed = change.provenance().allowed();
        Verdict verdict = allowed.of(change);
        return applications
                .named(change.application())
                .filter(central -> !allowed.isAll() && !(verdict instanceof Verdict.Refused))
                .map(central -> find(central, change.organization()).map(found -> allowed.of(change, found, false)))
                .orElseGet(() -> Uni.createFrom().item(verdict));
    }

    /** @param hasExisted whether the organization is known to have existed */
    static Uni<Verdict> of(Change change, Central central, boolean hasExisted) {
        AllowedEffects allowed = change.provenance().allowed();
        Verdict verdict = allowed.of(change);
        return verdict instanceof Verdict.Look
                ? find(central, change.organization()).map(found -> allowed.of(change, found, hasExisted))
                : Uni.createFrom().item(verdict);
    }

    /** The organization as it is; empty if it does not exist. */
    static Uni<Optional<Organization>> find(Central central, OrganizationId id) {
        return central.get(id)
                .map(Optional::of)
                .onFailure(failure ->
                        failure instanceof CentralException known && known.kind() == CentralException.Kind.NOT_FOUND)
                .recoverWithItem(Optional::empty);
    }
}
