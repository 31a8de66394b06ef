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

    private static final int CHUNK = 512;

    static Likelihood of(List<BoundLayer> layers, int... text) {
        long right = 0;
        double sum = 0;
        Stepwise stepwise = new Stepwise(layers);
        for (int from = 0; from + 1 < text.length; from += CHUNK) {
            int to = Math.min(text.length - 1, from + CHUNK);
            float[] logarithms = stepwise.feed(1, Arrays.copyOfRange(text, from, to)).logSoftmax().toArray();
            int n = logarithms.length / (to - from);
            for (int i = from; i < to; i++) {
                int at = (i - from) * n, best = at;
                for (int j = at; j < at + n; j++) if (logarithms[j] > logarithms[best]) best = j;
                sum -= logarithms[at + text[i + 1]];
                if (best == at + text[i + 1]) right++;
            }
        }
        return new Likelihood(Math.max(0, text.length - 1), sum, right);
    }

    double nats() { return sum / tokens; }
}
