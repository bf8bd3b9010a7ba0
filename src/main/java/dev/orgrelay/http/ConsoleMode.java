package dev.orgrelay.http;

/** What the console may do. */
public enum ConsoleMode {
    /** What its key may. */
    ON,
    /** Whatever its key may, it changes nothing. */
    READ_ONLY,
    /** It is not there. */
    OFF
}
