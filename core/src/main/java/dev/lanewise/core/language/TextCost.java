package dev.lanewise.core.language;

/// What the tokens of a text cost a model, from the second one on.
///
/// @param tokens how many were judged
/// @param sum of `−ln p`
/// @param right how often the most likely token came
public record TextCost(long tokens, double sum, long right) {

    public static TextCost none() { return new TextCost(0, 0, 0); }

    /// The cost of more tokens besides.
    ///
    /// @param logarithms of the probabilities of all tokens, `[n, vocabulary]`
    /// @param next the `n` tokens that came
    public TextCost with(float[] logarithms, int... next) {
        int vocabulary = next.length == 0 ? 0 : logarithms.length / next.length;
        double more = sum;
        long hits = right;
        for (int i = 0; i < next.length; i++) {
            int best = i * vocabulary;
            for (int j = i * vocabulary; j < (i + 1) * vocabulary; j++) if (logarithms[j] > logarithms[best]) best = j;
            more -= logarithms[i * vocabulary + next[i]];
            if (best == i * vocabulary + next[i]) hits++;
        }
        return new TextCost(tokens + next.length, more, hits);
    }

    public TextCost plus(TextCost other) { return new TextCost(tokens + other.tokens, sum + other.sum, right + other.right); }

    /// The mean for each token; NaN if none was judged.
    public double nats() { return sum / tokens; }
}
