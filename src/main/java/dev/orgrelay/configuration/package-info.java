/**
 * What is wrong with settings: keys that nobody reads, values that cannot be converted, and the lines that everybody who puts settings together adds to.
 *
 * <p>The leaves of the {@code @ConfigMapping}s have types. What SmallRye Config cannot convert ends the start at once, all of it in {@link
 * dev.orgrelay.configuration.ConversionMistakes}; the rest ends it when everything is put together, all of it in {@link dev.orgrelay.configuration.Mistakes}.
 */
package dev.orgrelay.configuration;
