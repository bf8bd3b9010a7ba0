package dev.orgrelay.plan;

import java.util.Optional;

/**
 * One row of a hierarchy as it was handed in, unchecked.
 *
 * @param position where it is, for people: {@code line 4}, {@code [3]}, {@code [3].children[0]}
 * @param id the organization id, as text; empty if there is none
 * @param displayName the display name; empty if there is none
 * @param parent the organization id of the parent, as text; empty for the top level
 */
public record Row(String position, Optional<String> id, Optional<String> displayName, Optional<String> parent) {}
