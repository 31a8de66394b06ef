package dev.lanewise.nn.attention;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Linear;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.Optional;
import java.util.stream.Stream;

/// `activation(x · weight + bias)`
record Projected(Weight weight, Optional<Weight> bias) {

    static Projected of(String name, int in, int out, boolean bias, Seed seed) { return sideBySide(name, in, bias, seed, out); }

    /// Several projections of the same input as one, each with fresh weights as if it were alone.
    static Projected sideBySide(String name, int in, boolean bias, Seed seed, int... widths) {
        int all = java.util.Arrays.stream(widths).sum(), offset = 0;
        float[] values = new float[Math.multiplyExact(in, all)];
        for (int i = 0; i < widths.length; i++) {
            float[] part = Initializer.GLOROT_UNIFORM.values(Shape.of(in, widths[i]), in, widths[i], widths.length == 1 ? seed.child(name) : seed.child(name).child(i));
            for (int row = 0; row < in; row++) System.arraycopy(part, row * widths[i], values, row * all + offset, widths[i]);
            offset += widths[i];
        }
        Optional<Weight> added = bias ? Optional.of(Weight.zeros("bias", Shape.of(all)).under(name)) : Optional.empty();
        return new Projected(Weight.of("weight", Shape.of(in, all), values).under(name), added);
    }

    Tensor of(Tensor x) { return of(x, Activation.IDENTITY); }

    Tensor of(Tensor x, Activation activation) { return Linear.linear(x, x.tape().weight(weight), bias.map(x.tape()::weight), activation); }

    /// `residual + x · weight + bias`
    Tensor onto(Tensor residual, Tensor x) {
        return x.tape().isWatched() ? residual.plus(of(x)) : Linear.onto(residual, x, x.tape().weight(weight), bias.map(x.tape()::weight));
    }

    Stream<Weight> weights() { return Stream.concat(Stream.of(weight), bias.stream()); }
}
