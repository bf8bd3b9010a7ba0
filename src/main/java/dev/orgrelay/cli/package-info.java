/**
 * The command line: a client of the operators' API, and what needs no server, {@code try} and {@code sign}. A command is a class; {@link dev.orgrelay.cli.Cli} has all of them.
 */
package dev.orgrelay.cli;
