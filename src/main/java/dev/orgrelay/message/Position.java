package dev.orgrelay.message;

/** Where something is in a text, both counted from 1. */
public record Position(int line, int column) {

    /** As people read it. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
