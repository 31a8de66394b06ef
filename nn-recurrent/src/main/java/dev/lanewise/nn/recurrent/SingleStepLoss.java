package dev.lanewise.nn.recurrent;

import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.loss.MeanSquaredError;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.train.FusedLoss;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.RecurrentKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The squared error of a small [LSTM] with one output, over a single step of a single sample: a series looked at one value at a time.
///
/// From a zero state `c = σ(i) · tanh(c̃)`, so the forget gate and all recurrent weights have no part in it, and their gradients are zero.
/// Operation by operation it rounds as the operations on tensors do with vector kernels.
final class SingleStepLoss implements FusedLoss {

    /// So many units at most fill no vector.
    private static final int FEW = 7;

    private final RecurrentKernels kernels;
    private final int features;
    private final int units;
    private final int width;
    private final List<Weight> weights;             // weight, recurrent and bias of the LSTM, weight and bias of the projection
    private final float[][] values;
    private final float[][] gradients;
    private final float[] gates;
    private final float[] before;
    private final float[] cell;
    private final float[] squashed;
    private final float[] hidden;
    private final float[] dHidden;
    private final float[] dCell;

    private SingleStepLoss(int features, int units, List<Weight> weights, RecurrentKernels kernels) {
        this.kernels = kernels;
        this.features = features;
        this.units = units;
        this.width = LSTM.GATES * units;
        this.weights = weights;
        this.values = weights.stream().map(Weight::values).toArray(float[][]::new);
        this.gradients = weights.stream().map(weight -> new float[weight.shape().size()]).toArray(float[][]::new);
        this.gates = new float[width];
        this.before = new float[units];
        this.cell = new float[units];
        this.squashed = new float[units];
        this.hidden = new float[units];
        this.dHidden = new float[units];
        this.dCell = new float[units];
    }

    @Override public double evaluate(float[] x, float[] target) {
        project(x);
        kernels.lstmStep(gates, 0, before, 0, cell, 0, squashed, 0, hidden, 0, units);
        float difference = output() - target[0];
        if (Float.isFinite(difference)) backward(x, difference + difference);
        return difference * difference;
    }

    /// `gates = x · weight + bias`
    private void project(float[] x) {
        float[] weight = values[0], bias = values[2];
        for (int j = 0; j < width; j++) gates[j] = Math.fma(x[0], weight[j], 0f);
        for (int i = 1; i < features; i++) for (int j = 0; j < width; j++) gates[j] = Math.fma(x[i], weight[i * width + j], gates[j]);
        for (int j = 0; j < width; j++) gates[j] += bias[j];
    }

    private float output() {
        float sum = 0;
        for (int u = 0; u < units; u++) sum = Math.fma(hidden[u], values[3][u], sum);
        return sum + values[4][0];
    }

    private void backward(float[] x, float dy) {
        for (int u = 0; u < units; u++) {
            gradients[3][u] = hidden[u] * dy;
            dHidden[u] = dy * values[3][u];
            dCell[u] = 0;
        }
        gradients[4][0] = dy;
        kernels.lstmStepGradient(gates, 0, before, 0, squashed, 0, dHidden, 0, dCell, 0, gradients[2], 0, units);
        for (int i = 0; i < features; i++) for (int j = 0; j < width; j++) gradients[0][i * width + j] = x[i] * gradients[2][j];
    }

    @Override public float[] gradient(Weight weight) {
        for (int i = 0; i < values.length; i++) if (values[i] == weight.values()) return gradients[i];
        throw new IllegalArgumentException("SingleStepLoss: expected one of the weights " + weights + ", but got " + weight);
    }

    /// Knows an input of one step, a small plain LSTM, a projection to one number, and the squared error.
    public static final class Provider implements FusedLoss.Provider {

        public Provider() { }

        @Override public Optional<FusedLoss> of(Network network, BoundLayer bound, Loss loss, int batchSize, Backend backend) {
            if (batchSize != 1 || !(loss instanceof MeanSquaredError) || backend.kernels().floatLanes() == 1) return Optional.empty();
            if (!(network instanceof Sequential sequential) || !(sequential.layers().getFirst() instanceof Input input)) return Optional.empty();
            List<Layer> layers = new ArrayList<>(sequential.layers().subList(1, sequential.layers().size()));
            if (layers.getFirst() instanceof Reshape) layers.removeFirst();
            if (layers.size() != 2 || !(layers.getFirst() instanceof LSTM lstm) || !(layers.getLast() instanceof Projection projection) || projection.units() != 1) return Optional.empty();
            List<Weight> weights = bound.weights();
            int features = weights.getFirst().shape().extent(0);
            boolean small = lstm.isPlain() && lstm.walk().isPlain() && lstm.units() <= FEW && input.shape().size() == features;
            for (Weight weight : weights) small &= weight.trainable();
            if (!small) return Optional.empty();
            return Optional.of(new SingleStepLoss(features, lstm.units(), weights, backend.kernels().recurrent()));
        }
    }
}
