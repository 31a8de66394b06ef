package dev.lanewise.core.text;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Byte-pair encoding: every byte of UTF-8 is a token, and so is every pair of tokens that was merged because it was frequent.
///
/// Tokens are numbered: special ones, the 256 bytes, then the merges in their order. Text is cut into pieces first (a word with the space before
/// it, a number, other signs, spaces) and nothing is merged across their borders. Every text can be encoded, and decoding gives it back byte by byte.
///
/// @see <a href="https://arxiv.org/abs/1508.07909">Sennrich et al. (2016)</a>; over bytes: Radford et al., *Language models are unsupervised multitask learners* (2019)
public final class BytePairs implements Tokenizer {

    static final int BYTES = 256;
    private static final Pattern PIECE = Pattern.compile(" ?\\p{L}[\\p{L}\\p{M}]*| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

    /// Two tokens that became one; numbered without the special ones.
    public record Merge(int left, int right) { }

    private final ImmutableList<Special> specials;
    private final ImmutableList<Merge> merges;
    private final Map<Merge, Integer> ranks = new HashMap<>();
    private final byte[][] bytes;                              // of each token that is no special one

    private BytePairs(List<Special> specials, List<Merge> merges) {
        this.specials = ImmutableList.copyOf(specials);
        this.merges = ImmutableList.copyOf(merges);
        this.bytes = new byte[BYTES + merges.size()][];
        for (int i = 0; i < BYTES; i++) bytes[i] = new byte[] {(byte) i};
        for (int i = 0; i < merges.size(); i++) {
            Merge merge = merges.get(i);
            boolean known = Math.min(merge.left, merge.right) >= 0 && Math.max(merge.left, merge.right) < BYTES + i;
            if (!known) throw new IllegalArgumentException("BytePairs: expected merges of tokens before them, but merge " + i + " is " + merge);
            ranks.putIfAbsent(merge, i);
            bytes[BYTES + i] = joined(bytes[merge.left], bytes[merge.right]);
        }
    }

    private static byte[] joined(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    /// These merges, in the order in which they are tried.
    public static BytePairs of(List<Special> specials, List<Merge> merges) { return new BytePairs(specials, merges); }

    /// Merges the most frequent pair of a text again and again until there are `size` tokens, or no pair comes twice; where two are equally
    /// frequent, the one with smaller numbers goes first.
    ///
    /// @param size at least 256 and the special tokens
    public static BytePairs train(String text, int size, Special... specials) {
        int least = BYTES + specials.length;
        if (size < least) throw new IllegalArgumentException("BytePairs: expected a size ≥ " + least + ", the bytes and special tokens, but got " + size);
        Map<String, Integer> pieces = new java.util.TreeMap<>();
        pieces(text).forEach(piece -> pieces.merge(piece, 1, Integer::sum));
        return new BytePairs(ImmutableList.copyOf(specials), new PairCounts(pieces).merges(size - least));
    }

    private static java.util.stream.Stream<String> pieces(String text) { return PIECE.matcher(text).results().map(java.util.regex.MatchResult::group); }

    @Override public int[] encode(String text) {
        Map<String, int[]> known = new HashMap<>();
        return pieces(text).map(piece -> known.computeIfAbsent(piece, this::encodePiece)).flatMapToInt(Arrays::stream).toArray();
    }

    private int[] encodePiece(String piece) { return encodeBytes(piece.getBytes(StandardCharsets.UTF_8)); }

    /// The tokens of bytes that need not be text, taken as a single piece.
    public int[] encodeBytes(byte... of) {
        List<Integer> tokens = new ArrayList<>();
        for (byte one : of) tokens.add(one & 0xff);
        for (int at = first(tokens); at >= 0; at = first(tokens)) merge(tokens, new Merge(tokens.get(at), tokens.get(at + 1)));
        return tokens.stream().mapToInt(token -> token + specials.size()).toArray();
    }

    /// Where the pair stands whose merge comes first; −1 if there is none to merge.
    private int first(List<Integer> tokens) {
        int best = Integer.MAX_VALUE, at = -1;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            int rank = ranks.getOrDefault(new Merge(tokens.get(i), tokens.get(i + 1)), Integer.MAX_VALUE);
            if (rank >= best) continue;
            best = rank;
            at = i;
        }
        return at;
    }

    private void merge(List<Integer> tokens, Merge merge) {
        int token = BYTES + ranks.get(merge);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i) != merge.left || tokens.get(i + 1) != merge.right) continue;
            tokens.set(i, token);
            tokens.remove(i + 1);
        }
    }

    /// The text of tokens; bytes that are no UTF-8, such as half a character, become `�`.
    @Override public String decode(int... tokens) { return new String(decodeBytes(tokens), StandardCharsets.UTF_8); }

    /// The bytes of tokens; special ones have none.
    public byte[] decodeBytes(int... tokens) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int token : tokens) {
            if (token < 0 || token >= size()) throw new DataException("BytePairs: expected a token in 0 … " + (size() - 1) + ", but got " + token);
            if (token >= specials.size()) all.writeBytes(bytes[token - specials.size()]);
        }
        return all.toByteArray();
    }

    @Override public int size() { return specials.size() + bytes.length; }

    public List<Special> specials() { return specials; }

    public List<Merge> merges() { return merges; }

    @Override public OptionalInt id(Special special) {
        int at = specials.indexOf(special);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }

    @Override public boolean equals(Object other) { return other instanceof BytePairs that && specials.equals(that.specials) && merges.equals(that.merges); }

    @Override public int hashCode() { return 31 * specials.hashCode() + merges.hashCode(); }

    @Override public String toString() { return "BytePairs, " + size() + " tokens"; }
}
