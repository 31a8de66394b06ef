package dev.lanewise.core.data;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.internal.io.Fingerprint;
import dev.lanewise.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Samples from tensors in memory: any number of inputs, the samples along the first axis of each.
///
/// `TensorDataset.of(questions, texts).target(Target.classes("answer", answers), labels)`
public final class TensorDataset implements Dataset {

    private final ImmutableList<Tensor> inputs;
    private final Optional<Tensor> targets;
    private final Schema schema;

    private TensorDataset(List<Tensor> inputs, Optional<Tensor> targets, Target target) {
        this.inputs = ImmutableList.copyOf(inputs);
        this.targets = targets;
        this.schema = new Schema(inputs.stream().map(input -> input.shape().withoutFirst()).toList(), List.of(), target);
    }

    /// Samples without a target.
    ///
    /// @throws ShapeException if the inputs don't have equally many samples
    public static TensorDataset of(Tensor... inputs) {
        if (inputs.length == 0) throw new IllegalArgumentException("TensorDataset: expected at least one input, but got none");
        for (Tensor input : inputs) requireSamples(input, inputs[0].shape().rank() == 0 ? 0 : inputs[0].shape().extent(0));
        return new TensorDataset(Arrays.asList(inputs), Optional.empty(), Target.none());
    }

    /// The same samples with something to predict.
    ///
    /// @param target what it is; its shape is taken from the values
    /// @param values class numbers or numbers, `[samples, …]`
    public TensorDataset target(Target target, Tensor values) {
        requireSamples(values, size());
        return new TensorDataset(inputs, Optional.of(values), target.shape(values.shape().withoutFirst()));
    }

    private static void requireSamples(Tensor tensor, int samples) {
        boolean fits = tensor.shape().rank() >= 1 && tensor.shape().extent(0) == samples;
        if (!fits) throw ShapeException.expected("TensorDataset", samples + " samples along the first axis", tensor.shape());
    }

    @Override public int size() { return inputs.getFirst().shape().extent(0); }

    @Override public Schema schema() { return schema; }

    @Override public void readInput(int input, int row, float[] to, int toFrom) { read(inputs.get(input), row, to, toFrom); }

    @Override public void readTarget(int row, float[] to, int toFrom) { targets.ifPresent(values -> read(values, row, to, toFrom)); }

    private static void read(Tensor tensor, int row, float[] to, int toFrom) {
        int n = tensor.shape().sampleSize();
        System.arraycopy(tensor.data(), row * n, to, toFrom, n);
    }

    @Override public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint().add(schema.toString());
        for (Tensor input : inputs) fingerprint.add(input.toArray());
        targets.ifPresent(values -> fingerprint.add(values.toArray()));
        return fingerprint.hex();
    }

    @Override public String toString() { return "TensorDataset[" + size() + " × " + schema.inputs() + "]"; }
}
