package dev.orgrelay.organization;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a call may do to an organization in IoT Central, whatever a sender calls it. */
public enum Effect {
    CREATE,
    RENAME,
    MOVE,
    DELETE;

    /** The word of a setting that stands for both of an update's effects. */
    private static final String UPDATE = "update";

    /** The word used in settings and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a setting's word stands for; nothing if it is no such word. */
    public static Set<Effect> named(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        return plain.equals(UPDATE)
                ? EnumSet.of(RENAME, MOVE)
                : Arrays.stream(values())
                        .filter(effect -> effect.word().equals(plain))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Effect.class)));
    }

    /** The words that a setting may use. */
    public static String words() {
        return "create, update (= rename, move), rename, move, delete";
    }

    static Set<Effect> copy(Set<Effect> effects) {
        EnumSet<Effect> copy = EnumSet.noneOf(Effect.class);
        copy.addAll(effects);
        return Collections.unmodifiableSet(copy);
    }
}
