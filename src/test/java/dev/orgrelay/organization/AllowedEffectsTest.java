package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, looked at, refused or done already: all changes, all settings, all that can exist. */
class AllowedEffectsTest {

    private static final OrganizationId ID = new OrganizationId("seattle");
    private static final Optional<OrganizationId> WEST = Optional.of(new OrganizationId("west"));

    /** The change; what its source may do; what is known: nothing (?), it is missing (-), it was deleted (x), or its name and parent. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create A/west | create,rename,move,delete | ?       | send create A/west
            create A/west | create                    | ?       | look
            create A/west | rename,move               | ?       | look
            create A/west | delete                    | ?       | refused create, rename, move
            create A/west | create                    | -       | send create A/west
            create A/west | create                    | x       | send create A/west
            create A/west | create                    | A/west  | done
            create A/west | create                    | B/west  | refused rename
            create A/west | create                    | A/      | refused move
            create A/     | create                    | A/west  | refused move
            create A/     | create                    | B/west  | refused rename, move
            create A/west | create,rename             | B/west  | send update A/=
            create A/west | rename,move               | B/      | send update A/west
            create A/west | rename,move               | -       | refused create
            update A/=    | rename                    | ?       | send update A/=
            update A/=    | move,delete               | ?       | refused rename
            update A/=    | create                    | ?       | look
            update A/=    | create                    | -       | send create A/
            update A/=    | create                    | B/west  | refused rename
            update A/=    | create                    | A/west  | done
            update A/=    | rename,move               | -       | refused create
            update A/=    | create,rename,move,delete | x       | refused deleted
            upsert A/=    | create,rename,move,delete | x       | send create A/
            update =/west | move                      | ?       | send update =/west
            update =/west | create,rename,delete      | ?       | refused move
            update =/west | create                    | -       | refused move
            update =/west | move                      | -       | send update =/west
            update =/west | move                      | x       | refused deleted
            update =/     | rename                    | A/west  | refused move
            update =/     | rename                    | A/      | done
            update A/west | move                      | ?       | look
            update A/west | move                      | A/      | send update =/west
            update A/west | move                      | B/      | refused rename
            delete        | delete                    | ?       | send delete
            delete        | create,rename,move        | ?       | refused delete
            delete        | delete                    | -       | done
            delete        | delete                    | A/      | send delete
            """)
    void theRule(String change, String allowed, String known, String expected) {
        AllowedEffects effects = new AllowedEffects(words(allowed));
        Verdict verdict = known.equals("?")
                ? effects.of(change(change))
                : effects.of(change(change), state(known), known.equals("x"));
        assertThat(written(verdict)).isEqualTo(expected);
    }

    @Test
    void whateverIsSentHasNoEffectThatIsNotAllowedAndDoesAllThatWasAskedFor() {
        for (AllowedEffects allowed : allSettings()) {
            for (Change change : allChanges()) {
                for (Optional<Organization> before : allStates()) {
                    Verdict verdict = allowed.of(change, before, false);
                    Set<Effect> wanted = effects(before, after(change, before));
                    String what = allowed + " " + change + " " + before;
                    if (verdict instanceof Verdict.Send send) {
                        assertThat(allowed.effects())
                                .as(what)
                                .containsAll(effects(before, after(send.change(), before)));
                        assertThat(after(send.change(), before)).as(what).isEqualTo(after(change, before));
                    } else if (verdict instanceof Verdict.Done) {
                        assertThat(wanted).as(what).isEmpty();
                    } else {
                        assertThat(verdict).as(what).isInstanceOf(Verdict.Refused.class);
                        assertThat(isRefusable(allowed, change, wanted))
                                .as(what)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void withoutLookingNothingIsSentThatCouldDoMoreAndNothingRefusedThatCouldBeAllowed() {
        for (AllowedEffects allowed : allSettings()) {
            for (Change change : allChanges()) {
                Verdict verdict = allowed.of(change);
                List<Verdict> knowing = allStates().stream()
                        .map(before -> allowed.of(change, before, false))
                        .toList();
                String what = allowed + " " + change;
                if (verdict instanceof Verdict.Send) {
                    // an update that finds nothing to update is asked about again
                    assertThat(knowing.stream().skip(change instanceof Change.Update ? 1 : 0))
                            .as(what)
                            .noneMatch(Verdict.Refused.class::isInstance);
                } else if (verdict instanceof Verdict.Refused) {
                    assertThat(knowing).as(what).allMatch(each -> !(each instanceof Verdict.Send));
                } else {
                    assertThat(knowing).as(what).anyMatch(Verdict.Refused.class::isInstance);
                }
            }
        }
    }

    @Test
    void whoMayDoEverythingNeverLooks() {
        assertThat(allChanges().stream().map(AllowedEffects.ALL::of)).allMatch(Verdict.Send.class::isInstance);
    }

    /** A move of what does not exist has no effect yet, but whoever may not move needs not wait for it. */
    private static boolean isRefusable(AllowedEffects allowed, Change change, Set<Effect> wanted) {
        boolean isMoveOfNothing = wanted.isEmpty() && change.displayName().isEmpty();
        return !allowed.effects().containsAll(isMoveOfNothing ? EnumSet.of(Effect.MOVE) : wanted);
    }

    private static Optional<Organization> after(Change change, Optional<Organization> before) {
        return change.match(
                create -> Optional.of(new Organization(ID, create.name(), create.parent())),
                update -> before.map(existing -> new Organization(
                                ID,
                                update.displayName().orElse(existing.displayName()),
                                update.placement().isChange()
                                        ? update.placement().parent()
                                        : existing.parent()))
                        .or(() -> update.displayName()
                                .map(name -> new Organization(
                                        ID, name, update.placement().parent()))),
                delete -> Optional.empty());
    }

    private static Set<Effect> effects(Optional<Organization> before, Optional<Organization> after) {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        if (before.isEmpty() != after.isEmpty()) {
            effects.add(after.isEmpty() ? Effect.DELETE : Effect.CREATE);
        } else if (before.isPresent()) {
            if (!Objects.equals(before.get().displayName(), after.get().displayName())) {
                effects.add(Effect.RENAME);
            }
            if (!before.get().parent().equals(after.get().parent())) {
                effects.add(Effect.MOVE);
            }
        }
        return effects;
    }

    private static List<AllowedEffects> allSettings() {
        return IntStream.range(0, 1 << Effect.values().length)
                .mapToObj(bits -> {
                    Set<Effect> effects = EnumSet.noneOf(Effect.class);
                    Stream.of(Effect.values())
                            .filter(effect -> (bits & 1 << effect.ordinal()) != 0)
                            .forEach(effects::add);
                    return new AllowedEffects(effects);
                })
                .toList();
    }

    private static List<Change> allChanges() {
        List<Change> changes = new ArrayList<>();
        for (String text : List.of(
                "create A/",
                "create A/west",
                "update A/=",
                "update =/",
                "update =/west",
                "update A/",
                "update A/west",
                "upsert A/=",
                "upsert =/west",
                "delete")) {
            changes.add(change(text));
        }
        return changes;
    }

    /** The first one is that of nothing. */
    private static List<Optional<Organization>> allStates() {
        return Stream.of("-", "A/", "A/west", "B/", "B/west")
                .map(AllowedEffectsTest::state)
                .toList();
    }

    private static Optional<Organization> state(String text) {
        if (text.length() == 1) {
            return Optional.empty();
        }
        String[] parts = text.split("/", -1);
        return Optional.of(new Organization(ID, parts[0], parts[1].isEmpty() ? Optional.empty() : WEST));
    }

    private static Change change(String text) {
        String[] words = (text + " =/=").split("[ /]", -1);
        Operation operation = Operation.valueOf(words[0].toUpperCase(Locale.ROOT));
        Provenance by =
                new Provenance("hr", operation, Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH);
        Optional<OrganizationId> parent = words[2].equals("west") ? WEST : Optional.empty();
        return switch (operation) {
            case CREATE -> new Change.Create("plant", ID, words[1], parent, by);
            case DELETE -> new Change.Delete("plant", ID, by);
            default ->
                new Change.Update(
                        "plant",
                        ID,
                        Optional.of(words[1]).filter(name -> !name.equals("=")),
                        words[2].equals("=") ? Placement.unchanged() : Placement.of(parent),
                        by);
        };
    }

    private static Set<Effect> words(String words) {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        Stream.of(words.split(",")).map(Effect::named).forEach(effects::addAll);
        return effects;
    }

    private static String written(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return refused.reason().contains("was deleted")
                    ? "refused deleted"
                    : refused.reason().replace("source 'hr' may not", "refused");
        }
        if (verdict instanceof Verdict.Send send) {
            return "send " + written(send.change());
        }
        return verdict instanceof Verdict.Look ? "look" : "done";
    }

    private static String written(Change change) {
        String placement = change.placement().isChange()
                ? change.placement().parent().map(OrganizationId::value).orElse("")
                : "=";
        return change.match(
                create -> "create " + create.name() + "/" + placement,
                update -> "update " + update.displayName().orElse("=") + "/" + placement,
                delete -> "delete");
    }
}
