package dev.lanewise.nn.attention;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.language.TextCost;
import dev.lanewise.core.language.WritingNetwork;
import dev.lanewise.core.layer.BoundSequential;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Backend;
import java.util.Arrays;
import java.util.List;

/// A decoder-only transformer as a network that writes; texts are judged in pieces as long as the context.
///
/// @param context how many tokens it sees
record CausalWriting(BoundCausalTransformer transformer, int context) implements WritingNetwork {

    /// @throws DataException if the network is none
    static CausalWriting of(TrainedNetwork network) {
        if (network.bound() instanceof BoundSequential sequential && sequential.layers().getLast() instanceof BoundCausalTransformer transformer) {
            return new CausalWriting(transformer, network.network().inputs().getFirst().last());
        }
        throw new DataException("Model file: expected a decoder-only transformer, but got " + network.network());
    }

    @Override public int vocabulary() { return transformer.layer().tokens().vocabulary(); }

    @Override public Decoding begin(List<int[]> prompts) { return new CausalDecoding(transformer, context, prompts); }

    @Override public TextCost cost(int... tokens) {
        Tape tape = Tape.inference(Backend.standard().threads(1));
        TextCost cost = TextCost.none();
        for (int from = 0; from + 1 < tokens.length; from += context) {
            int n = Math.min(context, tokens.length - 1 - from);
            tape.reset(Seed.of(0));
            Tensor logarithms = transformer.forward(tape.constant(Shape.of(1, n), numbers(Arrays.copyOfRange(tokens, from, from + n)))).logSoftmax();
            cost = cost.with(logarithms.toArray(), Arrays.copyOfRange(tokens, from + 1, from + n + 1));
        }
        return cost;
    }

    @Override public List<Tensor> attention(int... tokens) {
        if (tokens.length < 1 || tokens.length > context) throw new IllegalArgumentException("GPT: expected a text of 1 … " + context + " tokens to look at, but got " + tokens.length);
        return transformer.attention(List.of(Tensor.of(Shape.of(1, tokens.length), numbers(tokens))));
    }

    static float[] numbers(int... tokens) {
        float[] ids = new float[tokens.length];
        for (int i = 0; i < ids.length; i++) ids[i] = tokens[i];
        return ids;
    }
}
