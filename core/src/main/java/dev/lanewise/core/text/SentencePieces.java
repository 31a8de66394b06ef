package dev.lanewise.core.text;

import dev.lanewise.core.DataException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Byte-pair encoding over characters as SentencePiece does it for Llama: a space may be put before the text, spaces belong to words, and a character without a token becomes the
/// tokens of its bytes.
///
/// Decoding takes the space in front away again. So `decode(encode(text))` is the text, whatever stands in it, if there are tokens for all bytes.
final class SentencePieces implements Tokenizer {

    private final String[] pieces;                             // with spaces as spaces
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int[] ofByte;                                // −1 if there is none
    private final int[] byteOf;                                // by number; −1 for pieces
    private final boolean spaceInFront;
    private final Merges merges;
    private final AddedTokens added;
    private final Map<Special, Integer> specials;

    /// @param pieces the texts of tokens by number
    /// @param byteOf the byte that a token stands for, or −1
    /// @param spaceInFront whether a space is put before the text
    SentencePieces(String[] pieces, int[] byteOf, boolean spaceInFront, Merges merges, AddedTokens added, Map<Special, Integer> specials) {
        this.pieces = pieces;
        this.byteOf = byteOf;
        this.spaceInFront = spaceInFront;
        this.merges = merges;
        this.added = added;
        this.specials = specials;
        this.ofByte = new int[256];
        Arrays.fill(ofByte, -1);
        for (int i = 0; i < pieces.length; i++) {
            if (byteOf[i] >= 0) ofByte[byteOf[i]] = i;
            else if (!specials.containsValue(i)) numbers.putIfAbsent(pieces[i], i);
        }
    }

    @Override public int[] encode(String text) { return added.encode(text, part -> encodePart(spaceInFront ? " " + part : part)); }

    private int[] encodePart(String text) {
        int[] tokens = text.codePoints().mapMulti((int character, IntConsumer to) -> tokens(Character.toString(character), to)).toArray();
        return merges.merge(tokens);
    }

    private void tokens(String character, IntConsumer to) {
        @Nullable Integer number = numbers.get(character);
        if (number != null) to.accept(number);
        else for (byte one : character.getBytes(StandardCharsets.UTF_8)) to.accept(ofByte[one & 0xff] >= 0 ? ofByte[one & 0xff] : unknown(character));
    }

    private int unknown(String character) {
        return id(Special.UNK).orElseThrow(() -> new DataException("tokenizer: expected characters of its vocabulary, but got \"" + character + "\""));
    }

    @Override public String decode(int... tokens) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int token : tokens) {
            if (token < 0 || token >= pieces.length) throw new DataException("tokenizer: expected a token in 0 … " + (pieces.length - 1) + ", but got " + token);
            if (specials.containsValue(token)) continue;
            if (byteOf[token] >= 0) all.write(byteOf[token]);
            else all.writeBytes(pieces[token].getBytes(StandardCharsets.UTF_8));
        }
        String text = all.toString(StandardCharsets.UTF_8);
        return spaceInFront && text.startsWith(" ") ? text.substring(1) : text;
    }

    @Override public int size() { return pieces.length; }

    @Override public OptionalInt id(Special special) { return specials.containsKey(special) ? OptionalInt.of(specials.get(special)) : OptionalInt.empty(); }

    @Override public String toString() { return "sentence pieces, " + size() + " tokens"; }
}
