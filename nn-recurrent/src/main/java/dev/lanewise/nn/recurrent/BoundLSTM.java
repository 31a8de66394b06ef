package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/// An [LSTM] with its weights.
record BoundLSTM(LSTM layer, Weight weight, Weight recurrent, Weight bias) implements BoundLayer {

    static final int GATES = 4;

    static BoundLSTM of(LSTM layer, int features, Seed seed) {
        int units = layer.units(), width = GATES * units;
        Shape weight = Shape.of(features, width), recurrent = Shape.of(units, width);
        return new BoundLSTM(layer,
                Weight.of("weight", weight, Initializer.GLOROT_UNIFORM.values(weight, features, width, seed.child("weight"))),
                Weight.of("recurrent", recurrent, Initializer.ORTHOGONAL.values(recurrent, units, width, seed.child("recurrent"))),
                Weight.of("bias", Shape.of(width), bias(units, (float) layer.forgetBias())));
    }

    private static float[] bias(int units, float forget) {
        float[] bias = new float[GATES * units];
        Arrays.fill(bias, units, 2 * units, forget);
        return bias;
    }

    int features() { return weight.shape().extent(0); }

    @Override public Tensor forward(List<Tensor> inputs) { 
        return new LSTMPass(this, inputs).forward(layer.outputShape(inputs.stream().map(Tensor::shape).toList()));
    }

    @Override public List<Weight> weights() { return List.of(weight, recurrent, bias); }
}
