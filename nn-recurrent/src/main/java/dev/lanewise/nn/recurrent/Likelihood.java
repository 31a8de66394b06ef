package dev.lanewise.nn.recurrent;

import dev.lanewise.core.layer.BoundLayer;
import java.util.Arrays;
import java.util.List;

/// How likely a model takes the tokens of a text for, from the second one on.
///
/// @param tokens how many were judged
/// @param sum of `−ln p`
/// @param right how often the most likely token came
record Likelihood(long tokens, double sum, long right) {

    private static final int CHUNK = 256, PIECE = 1000, MOST = 16;

    /// The text as one, each token by all that stand before it.
    static Likelihood of(List<BoundLayer> layers, int... text) { return side(layers, 1, text); }

    /// A long text in up to 16 pieces of at least 1,000 tokens side by side, which is many times as fast; each piece begins with nothing before it.
    static Likelihood inPieces(List<BoundLayer> layers, int... text) {
        int rows = Math.clamp(text.length / PIECE, 1, MOST), width = Math.max(0, text.length - 1) / rows;
        int[] pieces = new int[rows * (width + 1)];
        for (int row = 0; row < rows && width > 0; row++) System.arraycopy(text, row * width, pieces, row * (width + 1), width + 1);
        int from = rows * width;                               // what is left over, which begins anew
        return side(layers, rows, width == 0 ? text : pieces).plus(from + 1 < text.length ? of(layers, Arrays.copyOfRange(text, from, text.length)) : new Likelihood(0, 0, 0));
    }

    private Likelihood plus(Likelihood other) { return new Likelihood(tokens + other.tokens, sum + other.sum, right + other.right); }

    private static Likelihood side(List<BoundLayer> layers, int rows, int... texts) {
        int length = texts.length / rows;
        Stepwise stepwise = new Stepwise(layers);
        Likelihood all = new Likelihood(0, 0, 0);
        for (int from = 0; from + 1 < length; from += CHUNK) {
            int time = Math.min(length - 1, from + CHUNK) - from;
            int[] tokens = new int[rows * time], next = new int[rows * time];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(texts, row * length + from, tokens, row * time, time);
                System.arraycopy(texts, row * length + from + 1, next, row * time, time);
            }
            all = all.plus(judged(stepwise.feed(rows, tokens).logSoftmax().toArray(), next));
        }
        return all;
    }

    private static Likelihood judged(float[] logarithms, int... next) {
        int n = logarithms.length / next.length;
        long right = 0;
        double sum = 0;
        for (int i = 0; i < next.length; i++) {
            int best = i * n;
            for (int j = i * n; j < (i + 1) * n; j++) if (logarithms[j] > logarithms[best]) best = j;
            sum -= logarithms[i * n + next[i]];
            if (best == i * n + next[i]) right++;
        }
        return new Likelihood(next.length, sum, right);
    }

    double nats() { return sum / tokens; }
}
