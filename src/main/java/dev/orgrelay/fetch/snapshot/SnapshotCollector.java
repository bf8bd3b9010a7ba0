package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.fetch.snapshot.SnapshotResult.Element;
import dev.orgrelay.organization.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The organizations of a snapshot by application, as they are found, and what is wrong with others. */
final class SnapshotCollector {

    /** The most organizations. */
    static final int MAX_ORGANIZATIONS = 10_000;

    /** So many mistakes are named, the others are counted. */
    private static final int SHOWN = 10;

    private static final int ENOUGH = 100;

    private final Map<String, List<Element>> organizations = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private int count;

    void add(String position, List<Change.Create> found) {
        count += found.size();
        for (Change.Create organization : found) {
            organizations
                    .computeIfAbsent(organization.application(), name -> new ArrayList<>())
                    .add(new Element(position, organization));
        }
    }

    void addMistake(String line) {
        mistakes.add(line);
    }

    /** @throws SnapshotException if they are too many, or so many are wrong that no more need be looked at */
    void requireRoom() throws SnapshotException {
        if (mistakes.size() > ENOUGH) {
            throw mistakes("at least ");
        }
        if (count > MAX_ORGANIZATIONS) {
            throw new SnapshotException("there are more than " + MAX_ORGANIZATIONS + " organizations");
        }
    }

    /** @throws SnapshotException if anything is wrong with them, or there is none */
    Map<String, List<Element>> whole() throws SnapshotException {
        if (!mistakes.isEmpty()) {
            throw mistakes("");
        }
        if (organizations.isEmpty()) {
            throw new SnapshotException("there is no organization in it, which is never taken for 'delete everything'");
        }
        return organizations;
    }

    private SnapshotException mistakes(String howMany) {
        int others = mistakes.size() - SHOWN;
        return new SnapshotException(String.join("; ", mistakes.subList(0, Math.min(SHOWN, mistakes.size())))
                + (others > 0 ? "; and " + howMany + others + " more" : ""));
    }
}
