package dev.orgrelay.proof;

/** What stands between several signatures. */
enum Separator {
    /** There is one signature: the whole text. */
    NONE('\0'),
    SPACE(' '),
    COMMA(','),
    SEMICOLON(';');

    private final char character;

    Separator(char character) {
        this.character = character;
    }

    char character() {
        return character;
    }
}
