package dev.lanewise.core.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Tells from the beginning of a file how its fields are separated.
final class CsvDialect {

    /// The number of characters that are looked at.
    static final int LOOKAHEAD = 1 << 16;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String SEPARATORS = ",;\t";

    private CsvDialect() { }

    /// The separator that the format or else the file tells; skips a byte order mark and leaves the text at its beginning.
    static char separator(BufferedReader text, CsvFormat format) throws IOException {
        skipMark(text);
        if (format.separator() != CsvFormat.AUTO) return format.separator();
        text.mark(LOOKAHEAD);
        char[] head = new char[LOOKAHEAD - 1];
        int length = Math.max(0, fill(text, head));
        text.reset();
        return separator(new String(head, 0, length).lines().filter(line -> !line.isBlank()).limit(2).toList());
    }

    private static void skipMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) text.reset();
    }

    private static int fill(BufferedReader text, char[] head) throws IOException {
        int length = 0;
        while (length < head.length) {
            int count = text.read(head, length, head.length - length);
            if (count < 0) return length;
            length += count;
        }
        return length;
    }

    private static char separator(List<String> lines) {
        if (lines.isEmpty()) return ',';
        char best = ',';
        for (char candidate : SEPARATORS.toCharArray()) {
            if (weight(lines, candidate) > weight(lines, best)) best = candidate;
        }
        return weight(lines, best) == 0 && isSeparatedByBlanks(lines) ? ' ' : best;
    }

    /// One that is as frequent in the second line outweighs all others.
    private static int weight(List<String> lines, char separator) {
        int count = count(lines.getFirst(), separator);
        return count > 0 && count == count(lines.getLast(), separator) ? count + LOOKAHEAD : count;
    }

    private static boolean isSeparatedByBlanks(List<String> lines) {
        String[] numbers = lines.getLast().split(" ", -1);
        return numbers.length > 1 && Arrays.stream(numbers).noneMatch(number -> Double.isNaN(Numerals.parse(number)))
                && lines.getFirst().split(" ", -1).length == numbers.length;
    }

    /// How often a character stands in a line outside of quotes.
    private static int count(String line, char separator) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') quoted = !quoted;
            else if (line.charAt(i) == separator && !quoted) count++;
        }
        return count;
    }
}
