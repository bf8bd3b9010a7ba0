/**
 * Settings that ship with the program: one folder for each sender under {@code presets/}, no code.
 *
 * <p>{@code preset.properties} has the keys of a source without {@code orgrelay.sources.<name>.}, {@code mapping.jsonata} is the mapping, {@code snapshot.jsonata} that of a snapshot's
 * elements. Keys that start with
 * {@code preset.} are for readers and are skipped.
 */
package dev.orgrelay.source.preset;
