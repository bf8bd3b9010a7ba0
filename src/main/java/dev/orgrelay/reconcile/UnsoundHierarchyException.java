package dev.orgrelay.reconcile;

import java.util.List;

/** A hierarchy with mistakes: nothing of it is applied, and all mistakes are told at once. */
public final class UnsoundHierarchyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    public UnsoundHierarchyException(List<String> mistakes) {
        super(
                "the hierarchy has " + (mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes") + ": "
                        + mistakes.get(0),
                null,
                false,
                false);
        this.mistakes = List.copyOf(mistakes);
    }

    /** One sentence for each. */
    public List<String> mistakes() {
        return mistakes;
    }
}
