package dev.lanewise.nn.attention;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Linear;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A [MultiHeadAttention] with its weights.
record BoundMultiHeadAttention(MultiHeadAttention layer, Projected query, Projected key, Projected value, Projected output) implements BoundLayer {

    /// `x · weight + bias`
    record Projected(Weight weight, Optional<Weight> bias) {

        static Projected of(String name, int in, int out, boolean bias, Seed seed) {
            Shape shape = Shape.of(in, out);
            Weight weight = Weight.of("weight", shape, Initializer.GLOROT_UNIFORM.values(shape, in, out, seed.child(name)));
            Optional<Weight> added = bias ? Optional.of(Weight.zeros("bias", Shape.of(out)).under(name)) : Optional.empty();
            return new Projected(weight.under(name), added);
        }

        Tensor of(Tensor x) { return Linear.linear(x, x.tape().weight(weight), bias.map(x.tape()::weight), Activation.IDENTITY); }

        Stream<Weight> weights() { return Stream.concat(Stream.of(weight), bias.stream()); }
    }

    static BoundMultiHeadAttention of(MultiHeadAttention layer, List<Shape> inputs, Seed seed) {
        int width = layer.heads() * layer.keyDimension(), features = inputs.getFirst().last();
        return new BoundMultiHeadAttention(layer,
                Projected.of("query", features, width, layer.bias(), seed),
                Projected.of("key", MultiHeadAttention.key(inputs).last(), width, layer.bias(), seed),
                Projected.of("value", inputs.getLast().last(), width, layer.bias(), seed),
                Projected.of("output", width, features, layer.bias(), seed));
    }

    @Override public Tensor forward(List<Tensor> inputs) { return forward(inputs, Mask.none()); }

    /// The same under a mask of `[batch, heads, queries, keys]` besides the layer's own.
    Tensor forward(List<Tensor> inputs, Mask mask) {
        Tensor q = query.of(inputs.getFirst());                              // [batch, queries, heads·keyDimension]
        Tensor k = key.of(MultiHeadAttention.key(inputs));                   // [batch, keys, heads·keyDimension]
        Tensor v = value.of(inputs.getLast());                               // [batch, keys, heads·keyDimension]
        Mask all = layer.causal() ? mask.and(Mask.causal()) : mask;
        return output.of(ScaledDotProduct.of(layer.heads()).mask(all).dropout(layer.dropout()).attend(q, k, v));     // [batch, queries, features]
    }

    @Override public List<Weight> weights() { return Stream.of(query, key, value, output).flatMap(Projected::weights).toList(); }
}
