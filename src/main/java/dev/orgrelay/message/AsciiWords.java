package dev.orgrelay.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Words of ASCII letters, in any case, that bodies are searched for: all of them at once, byte by byte, because nearly all bodies hold none. */
public final class AsciiWords {

    private static final int CASE = 'a' - 'A';

    private final List<List<byte[]>> byFirst = new ArrayList<>();

    /** @param words in lower case */
    public AsciiWords(String... words) {
        for (int letter = 'a'; letter <= 'z'; letter++) {
            byFirst.add(new ArrayList<>());
        }
        for (String word : words) {
            byFirst.get(word.charAt(0) - 'a').add(word.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Whether one of them is somewhere in {@code text}. */
    public boolean areIn(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            int letter = (text[i] | CASE) - 'a';
            if (letter >= 0 && letter < byFirst.size() && isOneAt(i, text, byFirst.get(letter))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneAt(int start, byte[] text, List<byte[]> words) {
        for (byte[] word : words) {
            if (start + word.length <= text.length && isAt(start, text, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(int start, byte[] text, byte[] word) {
        for (int i = 1; i < word.length; i++) {
            byte octet = text[start + i];
            if (octet != word[i] && (octet < 'A' || octet > 'Z' || octet + CASE != word[i])) {
                return false;
            }
        }
        return true;
    }
}
