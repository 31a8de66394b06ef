package dev.lanewise.core.train;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Arrays for the inputs, targets and weights of some samples, filled again and again.
final class Batch {

    /// Kernels may read a vector beyond the last element.
    private static final int PADDING = 16;

    private final Schema schema;
    private final float[][] inputs;
    private final float[] targets;
    private final Shape weight;                               // of a sample
    private final float[] weights;                            // empty if all count the same
    private final boolean mixed;                              // then every sample has a second target behind all first ones, and both have weights
    private int size;

    Batch(Schema schema, Weighting weighting, boolean mixed, int capacity) {
        this.mixed = mixed;
        int targeted = mixed ? 2 * capacity : capacity;
        this.schema = schema;
        this.weight = weighting.shape();
        this.weights = weighting.isNone() && !mixed ? new float[0] : room(targeted, weight);
        this.inputs = schema.inputs().stream().map(shape -> room(capacity, shape)).toArray(float[][]::new);
        this.targets = room(targeted, schema.target().shape());
    }

    private static float[] room(int capacity, Shape shape) { return new float[Math.addExact(Math.multiplyExact(capacity, shape.size()), PADDING)]; }

    int size() { return size; }

    void size(int size) { this.size = size; }

    float[] inputs(int input) { return inputs[input]; }

    float[] targets() { return targets; }

    boolean isMixed() { return mixed; }

    boolean isWeighted() { return weights.length > 0; }

    float[] weights() { return weights; }

    /// How much the samples count together.
    double weightSum() {
        if (!isWeighted()) return size;
        double sum = 0;
        for (int i = 0; i < (mixed ? 2 : 1) * size * weight.size(); i++) sum += weights[i];
        return sum;
    }

    List<Tensor> inputs(Tape tape) {
        if (inputs.length == 1) return List.of(input(tape, 0));
        List<Tensor> tensors = new ArrayList<>();
        for (int input = 0; input < inputs.length; input++) tensors.add(input(tape, input));
        return tensors;
    }

    private Tensor input(Tape tape, int input) { return tape.constant(schema.inputs().get(input).withFirst(size), inputs[input]); }

    Tensor target(Tape tape) { return tape.constant(schema.target().shape().withFirst(size), targets); }

    Tensor weights(Tape tape) { return tape.constant(weight.withFirst(size), weights); }

    /// The targets of all samples and of those that they were mixed with.
    Tensor bothTargets(Tape tape) { return tape.constant(schema.target().shape().withFirst(2 * size), targets); }

    /// How much each of these counts.
    Tensor bothWeights(Tape tape) { return tape.constant(weight.withFirst(2 * size), weights); }
}
