package dev.lanewise.core.text;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Vocabularies as GPT-2 and BERT first wrote them, and the parts that later formats took from them.
final class VocabularyFiles {

    /// GPT-2's pieces; what its own pattern calls a space is one of Unicode's.
    static final Pattern GPT2 = Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final int MOST_TOKENS = 10_000_000;

    private VocabularyFiles() { }

    /// GPT-2: `vocab.json` with numbers by token, `merges.txt` with a pair in each line.
    static Tokenizer bytePairs(Options vocabulary, List<String> lines) {
        Map<String, Integer> numbers = numbers(vocabulary);
        Map<String, Integer> ends = new HashMap<>();
        if (numbers.containsKey("<|endoftext|>")) ends.put("<|endoftext|>", numbers.get("<|endoftext|>"));
        Map<Special, Integer> specials = new EnumMap<>(Special.class);
        ends.values().forEach(end -> specials.put(Special.EOS, end));
        List<String> pairs = lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#version")).toList();
        return new ByteLevelTokens(bytes(numbers, ends, vocabulary.place()), merges(pairs, numbers, vocabulary.place()), List.of(GPT2), new AddedTokens(ends), specials);
    }

    /// BERT's `vocab.txt`: the number of a token is its line.
    static Tokenizer wordPieces(Path file, List<String> lines) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (numbers.putIfAbsent(lines.get(i), i) != null) throw new DataException(file + ", line " + (i + 1) + ": expected each token once, but got '" + lines.get(i) + "' again");
        }
        boolean lowercase = lines.stream().filter(token -> !token.startsWith("[")).noneMatch(token -> token.chars().anyMatch(Character::isUpperCase));
        return wordPieces(numbers, lines, lowercase, Map.of());
    }

    static Tokenizer wordPieces(Map<String, Integer> numbers, List<String> tokens, boolean lowercase, Map<String, Integer> added) {
        Map<Special, Integer> specials = new EnumMap<>(Special.class);
        Map<String, Integer> found = new HashMap<>(added);
        Map.of("[PAD]", Special.PAD, "[CLS]", Special.BOS, "[SEP]", Special.EOS, "[UNK]", Special.UNK).forEach((text, special) -> {
            if (!numbers.containsKey(text)) return;
            specials.put(special, numbers.get(text));
            found.put(text, numbers.get(text));
        });
        return new WordPieces(tokens, numbers, lowercase, new AddedTokens(found), specials);
    }

    /// Numbers by token, each a number that an array may have.
    static Map<String, Integer> numbers(Options vocabulary) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String token : vocabulary.names()) numbers.put(token, number(vocabulary, token));
        if (numbers.isEmpty()) throw new DataException(vocabulary.place() + ": expected at least one token, but got none");
        return numbers;
    }

    static int number(Options options, String name) {
        int number = options.integer(name);
        if (number < 0 || number >= MOST_TOKENS) throw new DataException(options.place() + ", " + name + ": expected a number from 0 to " + (MOST_TOKENS - 1) + ", but got " + number);
        return number;
    }

    static int size(Map<String, Integer> numbers, Map<String, Integer> added) {
        int size = 0;
        for (int number : numbers.values()) size = Math.max(size, number + 1);
        for (int number : added.values()) size = Math.max(size, number + 1);
        return size;
    }

    /// The bytes of tokens in GPT-2's alphabet by number; added ones are plain text.
    static byte[] @Nullable [] bytes(Map<String, Integer> numbers, Map<String, Integer> added, String place) {
        byte[] @Nullable [] bytes = new byte[size(numbers, added)][];
        ByteAlphabet alphabet = new ByteAlphabet();
        numbers.forEach((token, number) -> {
            if (added.containsKey(token)) return;
            if (bytes[number] != null) throw new DataException(place + ": expected each number once, but " + number + " stands there again, with '" + token + "'");
            bytes[number] = alphabet.bytes(token).orElseThrow(() -> new DataException(place + ": expected tokens in GPT-2's alphabet of bytes, but got '" + token + "'"));
        });
        return bytes;
    }

    /// The text of an added token that is written where it stands.
    static byte[] text(String token) { return token.getBytes(StandardCharsets.UTF_8); }

    /// Pairs with a space between.
    static Merges merges(List<String> pairs, Map<String, Integer> numbers, String place) {
        Merges merges = new Merges();
        for (int rank = 0; rank < pairs.size(); rank++) {
            String[] pair = pairs.get(rank).split(" ", -1);
            String where = place + ", merge " + (rank + 1);
            if (pair.length != 2) throw new DataException(where + ": expected two tokens with a space between, but got '" + pairs.get(rank) + "'");
            merges.add(number(numbers, pair[0], where), number(numbers, pair[1], where), number(numbers, pair[0] + pair[1], where), rank);
        }
        return merges;
    }

    private static int number(Map<String, Integer> numbers, String token, String where) {
        @Nullable Integer number = numbers.get(token);
        if (number == null) throw new DataException(where + ": expected tokens of the vocabulary, but got '" + token + "'");
        return number;
    }
}
