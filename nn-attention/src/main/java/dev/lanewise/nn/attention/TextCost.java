package dev.lanewise.nn.attention;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;

/// What the tokens of a text cost a model, from the second one on.
///
/// @param tokens how many were judged
/// @param sum of `−ln p`
/// @param right how often the most likely token came
record TextCost(long tokens, double sum, long right) {

    /// In pieces of `context` tokens.
    static TextCost of(BoundCausalTransformer model, int context, int... text) {
        Tape tape = Tape.inference(Backend.standard().threads(1));
        TextCost cost = new TextCost(0, 0, 0);
        for (int from = 0; from + 1 < text.length; from += context) {
            int n = Math.min(context, text.length - 1 - from);
            float[] ids = new float[n];
            for (int i = 0; i < n; i++) ids[i] = text[from + i];
            tape.reset(Seed.of(0));
            cost = cost.with(model.forward(tape.constant(Shape.of(1, n), ids)).logSoftmax(), text, from);
        }
        return cost;
    }

    private TextCost with(Tensor logarithms, int[] text, int from) {
        int vocabulary = logarithms.shape().last(), n = logarithms.shape().extent(1);
        float[] best = logarithms.argMax(-1).toArray();
        double more = sum;
        long hits = right;
        for (int i = 0; i < n; i++) {
            int next = text[from + i + 1];
            more -= logarithms.data()[i * vocabulary + next];
            if (best[i] == next) hits++;
        }
        return new TextCost(tokens + n, more, hits);
    }

    double nats() { return sum / tokens; }
}
