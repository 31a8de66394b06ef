package dev.lanewise.core.generate;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.lanewise.core.Seed;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Writes on with a model, token by token, several prompts at a time.
///
/// Each row takes its random numbers from a seed of its own, so that what is written behind a prompt doesn't depend on its neighbours.
///
/// @param sampler how each token is chosen
/// @param length how many tokens are written at most, at least 1
/// @param stops sequences of tokens at whose end a row ends; the one that ended it is left out
public record Generator(Sampler sampler, int length, List<List<Integer>> stops) {

    public Generator {
        stops = stops.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
        if (length < 1) throw new IllegalArgumentException("Generator: expected a length ≥ 1, but got " + length);
        if (stops.stream().anyMatch(List::isEmpty)) throw new IllegalArgumentException("Generator: expected stops of at least one token, but got " + stops);
    }

    /// Tokens without a stop.
    public static Generator of(Sampler sampler, int length) { return new Generator(sampler, length, List.of()); }

    public Generator sampler(Sampler sampler) { return new Generator(sampler, length, stops); }

    public Generator length(int length) { return new Generator(sampler, length, stops); }

    /// One more sequence of tokens that ends a row, such as the token for the end of a text.
    public Generator stoppingAt(int... tokens) {
        return new Generator(sampler, length, ImmutableList.<List<Integer>>builder().addAll(stops).add(Arrays.stream(tokens).boxed().toList()).build());
    }

    /// What comes behind each of the prompts; tokens of the prompt count as seen.
    ///
    /// @throws IllegalArgumentException if there is no prompt
    public List<Generation> generate(LanguageModel model, List<int[]> prompts, Seed seed, TokenListener listener) {
        return new Writing(this, model.begin(prompts), prompts, seed).write(listener);
    }

    /// What comes behind one prompt.
    public Generation generate(LanguageModel model, int[] prompt, Seed seed) { return generate(model, List.of(prompt), seed, TokenListener.silent()).getFirst(); }

    /// A text and what comes behind it, up to where the model ends it.
    public String write(TextModel model, String prompt, Seed seed) {
        Generator ending = this;
        for (int end : model.ends()) ending = ending.stoppingAt(end);
        int[] before = model.tokenizer().encode(prompt);
        return model.tokenizer().decode(Ints.concat(before, ending.generate(model, before, seed).toArray()));
    }

    /// What comes next in each row of sequences that are on their way.
    public List<Generation> generate(Decoding decoding, Seed seed, TokenListener listener) {
        return new Writing(this, decoding, Collections.nCopies(decoding.rows(), new int[0]), seed).write(listener);
    }

    /// How many of the last tokens are a stop; 0 if none.
    static int stopLength(List<Integer> tokens, List<List<Integer>> stops) {
        for (List<Integer> stop : stops) {
            int from = tokens.size() - stop.size();
            if (from >= 0 && tokens.subList(from, tokens.size()).equals(stop)) return stop.size();
        }
        return 0;
    }
}
