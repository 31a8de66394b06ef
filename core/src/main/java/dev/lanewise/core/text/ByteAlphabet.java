package dev.lanewise.core.text;

import java.util.Arrays;
import java.util.Optional;

/// The characters in which GPT-2's files write bytes: visible ones stand for themselves, the others, in their order, for those from 256 on.
final class ByteAlphabet {

    private static final int SHIFTED = 256;

    private final int[] characters = new int[256];
    private final int[] bytes = new int[2 * SHIFTED];

    ByteAlphabet() {
        Arrays.fill(bytes, -1);
        int shifted = SHIFTED;
        for (int one = 0; one < 256; one++) {
            characters[one] = isVisible(one) ? one : shifted++;
            bytes[characters[one]] = one;
        }
    }

    private static boolean isVisible(int one) { return one >= '!' && one <= '~' || one >= 0xa1 && one != 0xad; }

    int character(int one) { return characters[one]; }

    /// The bytes of a text in this alphabet; nothing if it has other characters.
    Optional<byte[]> bytes(String text) {
        byte[] decoded = new byte[text.length()];
        for (int i = 0; i < decoded.length; i++) {
            char character = text.charAt(i);
            if (character >= bytes.length || bytes[character] < 0) return Optional.empty();
            decoded[i] = (byte) bytes[character];
        }
        return Optional.of(decoded);
    }
}
