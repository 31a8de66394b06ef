package dev.lanewise.core.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.DataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Texts that are tokens, and their numbers: special tokens first, then the others in their order.
public final class Vocabulary {

    private final ImmutableList<Special> specials;
    private final ImmutableList<String> tokens;
    private final ImmutableMap<String, Integer> numbers;

    private Vocabulary(List<Special> specials, List<String> tokens) {
        this.specials = ImmutableList.copyOf(specials);
        this.tokens = ImmutableList.copyOf(tokens);
        ImmutableMap.Builder<String, Integer> all = ImmutableMap.builder();
        for (int i = 0; i < tokens.size(); i++) all.put(tokens.get(i), specials.size() + i);
        this.numbers = all.buildOrThrow();
    }

    /// These tokens.
    ///
    /// @throws IllegalArgumentException if one is empty, stands there twice or is no text that UTF-8 can write
    public static Vocabulary of(List<Special> specials, List<String> tokens) {
        require(specials.stream().distinct().count() == specials.size() && tokens.stream().distinct().count() == tokens.size(), "each token once", specials + " and " + tokens.size() + " tokens");
        for (String token : tokens) {
            boolean whole = !token.isEmpty() && token.equals(new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            require(whole, "tokens of at least one character and no half of one", "\"" + token + "\"");
        }
        return new Vocabulary(specials, tokens);
    }

    private static void require(boolean holds, String expected, String actual) {
        if (!holds) throw new IllegalArgumentException("Vocabulary: expected " + expected + ", but got " + actual);
    }

    /// The most frequent of these, in alphabetical order.
    ///
    /// @param size how many tokens there are at most, special ones included; where two are equally frequent, the alphabet decides
    static Vocabulary ofMostFrequent(Map<String, Integer> counts, int size, List<Special> specials) {
        require(size > specials.size(), "a size above the " + specials.size() + " special tokens", Integer.toString(size));
        Comparator<Map.Entry<String, Integer>> order = Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        return of(specials, counts.entrySet().stream().sorted(order).limit(size - specials.size()).map(Map.Entry::getKey).sorted().toList());
    }

    /// How many tokens there are, special ones included.
    public int size() { return specials.size() + tokens.size(); }

    public List<Special> specials() { return specials; }

    /// The tokens that are no special ones.
    public List<String> tokens() { return tokens; }

    public OptionalInt id(Special special) {
        int at = specials.indexOf(special);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }

    /// The number of a token, or that of [Special#UNK].
    ///
    /// @throws DataException if it is none, and there is no such one
    public int id(String token) {
        Integer number = numbers.get(token);
        if (number != null) return number;
        return id(Special.UNK).orElseThrow(() -> new DataException("Vocabulary: expected one of the " + tokens.size() + " tokens that it was made of, but got \"" + token + "\""));
    }

    /// The text of a token; of a special one its name in angle brackets.
    ///
    /// @throws DataException if there is no such token
    public String token(int id) {
        if (id < 0 || id >= size()) throw new DataException("Vocabulary: expected a token in 0 … " + (size() - 1) + ", but got " + id);
        return isSpecial(id) ? specials.get(id).toString() : tokens.get(id - specials.size());
    }

    boolean isSpecial(int id) { return id >= 0 && id < specials.size(); }

    /// The texts of tokens but for the special ones.
    Stream<String> texts(int... ids) {
        List<String> texts = new ArrayList<>();
        for (int id : ids) {
            String text = token(id);
            if (!isSpecial(id)) texts.add(text);
        }
        return texts.stream();
    }

    @Override public boolean equals(Object other) { return other instanceof Vocabulary that && specials.equals(that.specials) && tokens.equals(that.tokens); }

    @Override public int hashCode() { return 31 * specials.hashCode() + tokens.hashCode(); }

    @Override public String toString() { return "Vocabulary of " + size() + " tokens"; }
}
