package dev.orgrelay.functionapp;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a function app, each as {@code where: what}. */
final class Mistakes {

    private final List<String> all = new ArrayList<>();

    void unless(boolean right, String where, String what) {
        if (!right) {
            all.add(where + ": " + what);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
