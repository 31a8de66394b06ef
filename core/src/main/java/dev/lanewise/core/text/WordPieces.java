package dev.lanewise.core.text;

import dev.lanewise.core.DataException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// BERT's way: words, then for each word the longest beginning that is a token, then the longest that goes on (`##ing`), and so forth. A word that cannot be
/// taken apart so is unknown as a whole.
///
/// @param tokens by number
/// @param numbers by token
/// @param lowercase whether letters become small and lose their accents
/// @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al. (2019)</a>
record WordPieces(List<String> tokens, Map<String, Integer> numbers, boolean lowercase, AddedTokens added, Map<Special, Integer> specials) implements Tokenizer {

    private static final int LONGEST_WORD = 100;
    private static final Pattern NOTHING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Co}\\p{Cs}\uFFFD&&[^\\t\\n\\r]]");
    private static final Pattern SIGN = Pattern.compile("[\\p{P}!-/:-@\\[-`{-~\\p{IsHan}]");       // each is a word; of Chinese each character
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

    @Override public int[] encode(String text) { return added.encode(text, part -> words(part).stream().flatMapToInt(word -> IntStream.of(encodeWord(word))).toArray()); }

    private List<String> words(String text) {
        String clean = NOTHING.matcher(text).replaceAll("");
        if (lowercase) clean = ACCENTS.matcher(Normalizer.normalize(clean.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)).replaceAll("");
        return SPACES.splitAsStream(SIGN.matcher(clean).replaceAll(" $0 ")).filter(word -> !word.isEmpty()).toList();
    }

    private int[] encodeWord(String word) {
        List<Integer> pieces = new ArrayList<>();
        int from = word.codePointCount(0, word.length()) > LONGEST_WORD ? -1 : 0;
        while (from >= 0 && from < word.length()) from = addPiece(word, from, pieces);
        if (from >= 0) return pieces.stream().mapToInt(piece -> piece).toArray();
        return new int[] {id(Special.UNK).orElseThrow(() -> new DataException("tokenizer: expected words of its vocabulary, but got \"" + word + "\""))};
    }

    /// Where the longest piece ends that begins here; −1 if there is none.
    private int addPiece(String word, int from, List<Integer> pieces) {
        for (int to = word.length(); to > from; to--) {
            @Nullable Integer number = numbers.get((from > 0 ? "##" : "") + word.substring(from, to));
            if (number == null) continue;
            pieces.add(number);
            return to;
        }
        return -1;
    }

    @Override public String decode(int... tokens) {
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            if (token < 0 || token >= size()) throw new DataException("tokenizer: expected a token in 0 … " + (size() - 1) + ", but got " + token);
            if (specials.containsValue(token)) continue;
            String piece = this.tokens.get(token);
            if (piece.startsWith("##")) text.append(piece, 2, piece.length());
            else text.append(text.isEmpty() ? "" : " ").append(piece);
        }
        return text.toString();
    }

    @Override public int size() { return tokens.size(); }

    @Override public OptionalInt id(Special special) { return specials.containsKey(special) ? OptionalInt.of(specials.get(special)) : OptionalInt.empty(); }

    @Override public String toString() { return "word pieces, " + size() + " tokens"; }
}
