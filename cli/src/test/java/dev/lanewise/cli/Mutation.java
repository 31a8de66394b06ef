package dev.lanewise.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A file made wrong at random: some bits, a number that lies, a piece that is missing, doubled or moved.
record Mutation(Random random) {

    private static final String[] NUMBERS = {"0", "-1", "1", "2", "7", "-7", "0.5", "127", "128", "255", "256", "65536", "2147483647", "-2147483648", "4294967296", "9223372036854775807",
        "99999999999999999999", "1e308", "1e-320", "1e999", "NaN", "null", "true", "\"x\"", "\"\"", "[]", "{}", "[[1]]", ""};
    private static final int[] WORDS = {0, 1, -1, 2, 3, 127, 255, 256, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 0x7fc00000, 0x7f800000};
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern TEXT = Pattern.compile("\"[^\"]{0,40}\"");

    byte[] of(byte[] whole) {
        byte[] changed = whole;
        for (int i = 0; i <= random.nextInt(3); i++) changed = once(changed);
        return changed;
    }

    private byte[] once(byte[] from) {
        if (from.length < 2) return new byte[] {(byte) random.nextInt(256)};
        return switch (random.nextInt(9)) {
            case 0 -> bit(from.clone());
            case 1 -> word(from.clone());
            case 2 -> Arrays.copyOf(from, random.nextInt(from.length));
            case 3 -> without(from);
            case 4 -> twice(from);
            case 5, 6, 7 -> replaced(from, NUMBER);
            default -> replaced(from, TEXT);
        };
    }

    private byte[] bit(byte[] bytes) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    /// Headers stand in front.
    private byte[] word(byte[] bytes) {
        if (bytes.length < 4) return bit(bytes);
        int at = random.nextInt(random.nextBoolean() ? Math.min(64, bytes.length - 3) : bytes.length - 3);
        ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).putInt(at, WORDS[random.nextInt(WORDS.length)]);
        return bytes;
    }

    private byte[] without(byte[] from) {
        int begin = random.nextInt(from.length), end = Math.min(from.length, begin + 1 + random.nextInt(16));
        return joined(from, 0, begin, end, from.length);
    }

    private byte[] twice(byte[] from) {
        int begin = random.nextInt(from.length), end = Math.min(from.length, begin + 1 + random.nextInt(64));
        return joined(from, 0, end, begin, from.length);
    }

    private static byte[] joined(byte[] from, int begin, int end, int again, int last) {
        byte[] all = Arrays.copyOf(Arrays.copyOfRange(from, begin, end), end - begin + last - again);
        System.arraycopy(from, again, all, end - begin, last - again);
        return all;
    }

    /// A number or a quoted text becomes another one: what stands elsewhere in the file, or what is hard to bear.
    private byte[] replaced(byte[] from, Pattern what) {
        String text = new String(from, StandardCharsets.ISO_8859_1);
        List<MatchResult> found = what.matcher(text.substring(0, Math.min(text.length(), 20_000))).results().toList();
        if (found.isEmpty()) return bit(from.clone());
        MatchResult one = found.get(random.nextInt(found.size())), other = found.get(random.nextInt(found.size()));
        String put = random.nextInt(3) == 0 ? other.group() : NUMBERS[random.nextInt(NUMBERS.length)];
        return (text.substring(0, one.start()) + put + text.substring(one.end())).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// A file whose first eight bytes say how long the JSON behind them is, with the length that it has now: else nothing gets beyond it.
    static byte[] withLength(byte[] bytes, int tensors) {
        if (bytes.length < 8 + tensors) return bytes;
        return ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN).putLong(0, bytes.length - 8L - tensors).array();
    }
}
