/**
 * Settings that ship with the program, under {@code presets/}, no code: one folder for each sender, and the named schemes. Both lie below the settings of a source that
 * names them.
 *
 * <p>{@code preset.properties} has the keys of a source without {@code orgrelay.sources.<name>.}, {@code mapping.jsonata} is the mapping, {@code snapshot.jsonata} that of a
 * snapshot's elements. Keys that start with {@code preset.} are for readers and are skipped.
 */
package dev.orgrelay.source.preset;
