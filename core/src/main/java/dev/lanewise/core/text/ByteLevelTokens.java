package dev.lanewise.core.text;

import dev.lanewise.core.DataException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Byte-pair encoding over bytes with the numbers that somebody else gave to tokens: GPT-2's, and what Hugging Face calls `ByteLevel`.
///
/// Each [pattern][#encode] in turn cuts the pieces of the one before it; nothing is merged across their borders.
final class ByteLevelTokens implements Tokenizer {

    private final byte[] @Nullable [] bytes;                   // by number; null for those that are no text
    private final int[] ofByte = new int[256];
    private final Merges merges;
    private final List<Pattern> cuts;
    private final AddedTokens added;
    private final Map<Special, Integer> specials;

    /// @param bytes of each token by number; null for those that are no text
    /// @param cuts match pieces, and what lies between them is a piece too
    ByteLevelTokens(byte[] @Nullable [] bytes, Merges merges, List<Pattern> cuts, AddedTokens added, Map<Special, Integer> specials) {
        this.bytes = bytes;
        this.merges = merges;
        this.cuts = cuts;
        this.added = added;
        this.specials = specials;
        Arrays.fill(ofByte, -1);
        Set<Integer> notFound = new HashSet<>(added.numbers().values());
        for (int i = 0; i < bytes.length; i++) {
            byte[] one = bytes[i];
            if (one != null && one.length == 1 && !notFound.contains(i)) ofByte[one[0] & 0xff] = i;
        }
    }

    @Override public int[] encode(String text) {
        Map<String, int[]> known = new HashMap<>();
        return added.encode(text, part -> pieces(part).flatMapToInt(piece -> Arrays.stream(known.computeIfAbsent(piece, this::encodePiece))).toArray());
    }

    private Stream<String> pieces(String text) {
        Stream<String> pieces = Stream.of(text);
        for (Pattern cut : cuts) pieces = pieces.flatMap(piece -> cut(piece, cut));
        return pieces;
    }

    private static Stream<String> cut(String text, Pattern pattern) {
        Stream.Builder<String> pieces = Stream.builder();
        int from = 0;
        for (MatchResult found : pattern.matcher(text).results().toList()) {
            if (found.start() > from) pieces.add(text.substring(from, found.start()));
            if (found.end() > found.start()) pieces.add(found.group());
            from = found.end();
        }
        if (from < text.length()) pieces.add(text.substring(from));
        return pieces.build();
    }

    private int[] encodePiece(String piece) {
        byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[utf8.length];
        for (int i = 0; i < utf8.length; i++) {
            tokens[i] = ofByte[utf8[i] & 0xff];
            if (tokens[i] < 0) throw new DataException("tokenizer: expected a token for each byte, but there is none for 0x" + Integer.toHexString(utf8[i] & 0xff) + " in \"" + piece + "\"");
        }
        return merges.merge(tokens);
    }

    @Override public String decode(int... tokens) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int token : tokens) {
            if (token < 0 || token >= bytes.length) throw new DataException("tokenizer: expected a token in 0 … " + (bytes.length - 1) + ", but got " + token);
            byte[] one = bytes[token];
            if (one != null) all.writeBytes(one);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override public int size() { return bytes.length; }

    @Override public OptionalInt id(Special special) { return specials.containsKey(special) ? OptionalInt.of(specials.get(special)) : OptionalInt.empty(); }

    @Override public String toString() { return "byte-level pairs, " + size() + " tokens"; }
}
