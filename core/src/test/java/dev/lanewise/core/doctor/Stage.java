package dev.lanewise.core.doctor;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Layers;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Linear;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A fully connected layer whose weights begin as a test wants them: random, or `gain` times the unit matrix.
record Stage(int units, Activation activation, Optional<Initializer> initializer, double gain, double bias) implements Layer {

    static Stage of(int units) { return new Stage(units, Activation.IDENTITY, Optional.of(Initializer.GLOROT_UNIFORM), 1, 0); }

    static Stage diagonal(int units, double gain) { return new Stage(units, Activation.IDENTITY, Optional.empty(), gain, 0); }

    Stage activation(Activation activation) { return new Stage(units, activation, initializer, gain, bias); }

    Stage relu() { return new Stage(units, Activation.RELU, Optional.of(Initializer.HE_UNIFORM), gain, bias); }

    Stage initializer(Initializer initializer) { return new Stage(units, activation, Optional.of(initializer), gain, bias); }

    Stage gain(double gain) { return new Stage(units, activation, initializer, gain, bias); }

    Stage bias(double bias) { return new Stage(units, activation, initializer, gain, bias); }

    @Override public Shape outputShape(Shape input) { return input.withLast(units); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        int in = input.last();
        Shape shape = Shape.of(in, units);
        float[] values = initializer.map(own -> own.values(shape, in, units, seed)).orElseGet(() -> unit(in));
        for (int i = 0; i < values.length; i++) values[i] *= (float) gain;
        float[] shift = new float[units];
        Arrays.fill(shift, (float) bias);
        Weight weight = Weight.of("weight", shape, values), own = Weight.of("bias", Shape.of(units), shift);
        return new BoundLayer() {
            @Override public Tensor forward(Tensor x) { return Linear.linear(x, x.tape().weight(weight), Optional.of(x.tape().weight(own)), activation); }

            @Override public List<Weight> weights() { return List.of(weight, own); }
        };
    }

    private float[] unit(int in) {
        float[] values = new float[in * units];
        for (int i = 0; i < Math.min(in, units); i++) values[i * units + i] = 1;
        return values;
    }

    @Override public String toString() { return "Stage(" + units + Layers.suffix(activation) + ")"; }
}
