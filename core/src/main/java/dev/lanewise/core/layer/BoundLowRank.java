package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A [LowRank] with its weights.
public final class BoundLowRank implements BoundLayer {

    private final LowRank layer;
    private final BoundLayer inner;
    private final List<Correction> corrections;

    /// `weight + scale · a · b`
    private record Correction(Weight weight, Weight a, Weight b) { }

    private BoundLowRank(LowRank layer, BoundLayer inner, List<Correction> corrections) {
        this.layer = layer;
        this.inner = inner;
        this.corrections = corrections;
    }

    static BoundLowRank of(LowRank layer, BoundLayer inner, Seed seed) {
        List<Correction> corrections = new ArrayList<>();
        for (Weight weight : inner.weights()) {
            if (weight.shape().rank() != 2 || !weight.trainable() || !weight.name().contains(layer.part())) continue;
            int in = weight.shape().extent(0), out = weight.shape().extent(1), rank = layer.rank();
            Weight a = Weight.of(weight.name() + ".a", Shape.of(in, rank), Initializer.GLOROT_UNIFORM.values(Shape.of(in, rank), in, rank, seed.child(weight.name())));
            corrections.add(new Correction(weight, a, Weight.zeros(weight.name() + ".b", Shape.of(rank, out))));
        }
        if (corrections.isEmpty()) throw new IllegalArgumentException(layer + ": expected a matrix whose name contains \"" + layer.part() + "\", but the weights are " + inner.weights());
        return new BoundLowRank(layer, inner, corrections);
    }

    private double scale() { return layer.alpha() / layer.rank(); }

    @Override public Tensor forward(List<Tensor> inputs) {
        Tape tape = Tape.of(inputs.toArray(Tensor[]::new));
        if (tape == Tape.eager()) return forward(inputs.stream().map(input -> Tape.inference(Backend.standard()).constant(input.shape(), input.data())).toList());
        try {
            substitute(tape);
            return inner.forward(inputs);
        } finally {
            inner.weights().forEach(tape::restore);
        }
    }

    private void substitute(Tape tape) {
        for (Weight weight : inner.weights()) if (weight.trainable()) tape.substitute(weight, tape.constant(weight.shape(), weight.values()));
        for (Correction correction : corrections) {
            Tensor change = tape.weight(correction.a).matmul(tape.weight(correction.b)).times(scale());                     // [in, out]
            tape.substitute(correction.weight, tape.constant(correction.weight.shape(), correction.weight.values()).plus(change));
        }
    }

    /// Adds the corrections to the weights of the inner layer for good, and takes them back to nothing: the same outputs without the extra work.
    ///
    /// @return the inner layer
    public BoundLayer merge() {
        for (Correction correction : corrections) {
            int in = correction.weight.shape().extent(0), out = correction.weight.shape().extent(1), rank = layer.rank();
            Backend.standard().gemm(false, false, in, out, rank, (float) scale(), correction.a.values(), 0, rank, correction.b.values(), 0, out, 1, correction.weight.values(), 0, out);
            java.util.Arrays.fill(correction.b.values(), 0);
        }
        return inner;
    }

    /// What it is, and of what rank.
    public LowRank layer() { return layer; }

    /// The corrections alone: what is trained, and what has to be kept of it.
    public List<Weight> corrections() { return corrections.stream().flatMap(correction -> Stream.of(correction.a, correction.b)).toList(); }

    @Override public List<Weight> weights() { return Stream.concat(inner.weights().stream().map(Weight::frozen), corrections().stream()).toList(); }
}
