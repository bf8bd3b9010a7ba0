package dev.orgrelay.plan;

import java.util.Optional;

/**
 * One row of a hierarchy as it was handed in, unchecked beyond its syntax.
 *
 * @param position where it stands, for people: {@code line 4}, {@code [3].children[0]}
 * @param id the text of an organization id, valid or not
 * @param displayName its name, if the row has one
 * @param parent the text of the parent's organization id; empty for the top level
 */
public record Row(String position, Optional<String> id, Optional<String> displayName, Optional<String> parent) {}
