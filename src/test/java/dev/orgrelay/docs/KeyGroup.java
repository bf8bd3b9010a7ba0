package dev.orgrelay.docs;

import java.util.List;

/** Keys that stand together in one table. */
record KeyGroup(String prefix, List<String> introduction, List<Key> keys) {}
