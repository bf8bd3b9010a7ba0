package dev.orgrelay.mapping;

/** A text that looks at the clock while it is read. A regular expression can go over a short text for years, and nothing else can stop it. */
record GuardedText(String text, Bounds bounds) implements CharSequence {

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        bounds.tick();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
