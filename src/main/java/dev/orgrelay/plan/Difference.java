package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is not as it should be: one step for each organization that differs. Names are compared letter by letter. */
final class Difference {

    private Difference() {}

    static List<Step> between(Hierarchy actual, Hierarchy desired) {
        Stream<Step> wanted = desired.organizations().stream()
                .flatMap(organization -> step(actual.find(organization.id()), organization).stream());
        Stream<Step> unwanted = actual.organizations().stream()
                .filter(organization -> !desired.contains(organization.id()))
                .map(Step.Delete::new);
        return Stream.concat(wanted, unwanted).toList();
    }

    private static Optional<Step> step(Optional<Organization> actual, Organization desired) {
        if (actual.isEmpty()) {
            return Optional.of(new Step.Create(desired));
        }
        return actual.filter(organization -> !organization.equals(desired))
                .map(organization -> new Step.Update(organization, desired));
    }
}
