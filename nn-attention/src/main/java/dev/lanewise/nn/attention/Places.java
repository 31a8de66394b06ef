package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;

/// How heads know places apart, where nothing was added to the steps for it.
///
/// | kind        | what happens                                                                                     |
/// |-------------|--------------------------------------------------------------------------------------------------|
/// | none        | nothing: attention sees a set                                                                    |
/// | rotary      | pairs of features of queries and keys turn by `place · base^(−2i/extent)`; pair `i` is features `i` and `i + extent/2` (GPT-NeoX, Llama in Hugging Face files) |
/// | interleaved | the same for pairs of neighbours, `2i` and `2i + 1` (the paper, llama2.c)                      |
/// | alibi       | `−slope · distance` is added to the scores, with a slope for each head                         |
/// | relative    | a learned number for each head and distance is added to the scores; distances of `extent` and more share one |
///
/// @param base of the slowest turn; 10,000 in the paper
/// @param extent how many features of a head turn, 0 for all; or how many distances are told apart
/// @see <a href="https://arxiv.org/abs/2104.09864">Su et al. (2021)</a>: rotary
/// @see <a href="https://arxiv.org/abs/2108.12409">Press, Smith & Lewis (2022)</a>: ALiBi
/// @see <a href="https://arxiv.org/abs/1803.02155">Shaw, Uszkoreit & Vaswani (2018)</a>: relative
public record Places(Kind kind, double base, int extent) {

    public enum Kind { NONE, ROTARY, INTERLEAVED, ALIBI, RELATIVE }

    private static final double BASE = 10_000;

    public Places {
        if (!(base > 0) || Double.isInfinite(base)) throw new IllegalArgumentException("Places: expected a base > 0, but got " + base);
        boolean whole = kind == Kind.RELATIVE ? extent >= 1 : extent >= 0 && extent % 2 == 0;
        if (!whole) throw new IllegalArgumentException("Places: expected " + (kind == Kind.RELATIVE ? "at least one distance" : "an even number of features that turn") + ", but got " + extent);
    }

    public static Places none() { return new Places(Kind.NONE, BASE, 0); }

    public static Places rotary() { return new Places(Kind.ROTARY, BASE, 0); }

    public static Places interleaved() { return new Places(Kind.INTERLEAVED, BASE, 0); }

    public static Places alibi() { return new Places(Kind.ALIBI, BASE, 0); }

    public static Places relative(int distances) { return new Places(Kind.RELATIVE, BASE, distances); }

    public Places base(double base) { return new Places(kind, base, extent); }

    public Places extent(int extent) { return new Places(kind, base, extent); }

    boolean turns() { return kind == Kind.ROTARY || kind == Kind.INTERLEAVED; }

    /// What a file holds.
    static Places read(Options options) {
        return new Places(options.choice("kind", Kind.NONE), options.number("base", BASE), options.integer("extent", 0));
    }

    @Override public String toString() { return kind.name().toLowerCase(java.util.Locale.ROOT) + (extent == 0 ? "" : " " + extent); }
}
