package dev.orgrelay.reconcile;

import dev.orgrelay.central.Central;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.relay.Ownership;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Makes organizations Org Relay's own, as if it had created them. */
@ApplicationScoped
public class Adoption {

    private final Ownership ownership;
    private final ReconcileLeases leases;
    private final Clock clock;

    Adoption(Ownership ownership, ReconcileLeases leases, Clock clock) {
        this.ownership = ownership;
        this.leases = leases;
        this.clock = clock;
    }

    /**
     * What is owned now.
     *
     * @param owned how many organizations are, within the scope
     * @param adopted those that were not before
     */
    public record Adopted(int owned, List<OrganizationId> adopted) {}

    /**
     * Adopts all that {@code central} lists, or what is within the scope, when nobody reconciles the application. Looks again afterwards: what is gone by then is not owned.
     *
     * @param scope one organization, and all below it; empty for all
     * @return fails with an {@link InvalidContentException} if the scope does not exist, and as {@link Reconciler#reconcile} otherwise
     */
    public Uni<Adopted> adopt(String application, Central central, Optional<OrganizationId> scope) {
        return leases.inTurn(
                application, () -> survey(application, central, true).flatMap(before -> {
                    List<Organization> foreign = before.foreign(scope);
                    return ownership
                            .adopt(application, foreign, clock.instant())
                            .flatMap(done -> survey(application, central, true))
                            .map(after -> adopted(
                                    before,
                                    scope,
                                    foreign.stream().filter(after::isOwned).toList()));
                }));
    }

    /** The same without adopting any. */
    public Uni<Adopted> plan(String application, Central central, Optional<OrganizationId> scope) {
        return survey(application, central, false).map(seen -> adopted(seen, scope, seen.foreign(scope)));
    }

    private Uni<Survey> survey(String application, Central central, boolean isForGood) {
        return Survey.of(central, application, Optional.of(ownership), isForGood);
    }

    private static Adopted adopted(Survey before, Optional<OrganizationId> scope, List<Organization> foreign) {
        return new Adopted(
                before.countOwned(scope) + foreign.size(),
                foreign.stream().map(Organization::id).toList());
    }
}
