package dev.lanewise.core.loss;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// For two classes and one output, or for several labels that don't exclude one another:
/// `−w₁ t ln p − w₀ (1 − t) ln(1 − p)`.
///
/// |        | shape           |                                                      |
/// |--------|-----------------|------------------------------------------------------|
/// | output | `[batch, …]`    | logits unless [#outputs] says otherwise            |
/// | target | as many numbers | 0 or 1, or a probability between them                |
/// | each   | as the output   |                                                      |
///
/// With smoothing `ε`, `t` becomes `(1 − ε) t + ε / 2`, as in Keras. With class weights an output counts `w₀ (1 − t) + w₁ t` before smoothing;
/// PyTorch's `pos_weight` is `w₁` beside `w₀ = 1`, but counts 1 for each output.
///
/// @param outputs logits or probabilities
/// @param smoothing `ε` in [0, 1), 0 for none
/// @param classWeights `w₀` and `w₁`, or empty for none
/// @param ignored the target that counts for nothing, such as −1 for a label that nobody looked at
public record BinaryCrossEntropy(Outputs outputs, double smoothing, List<Double> classWeights, Optional<Integer> ignored) implements Loss {

    public BinaryCrossEntropy {
        classWeights = ImmutableList.copyOf(classWeights);
        Settings.requireSmoothing("Binary cross-entropy", smoothing);
        Settings.requireWeights("Binary cross-entropy", classWeights);
        if (classWeights.size() != 0 && classWeights.size() != 2) {
            throw new IllegalArgumentException("Binary cross-entropy: expected two class weights or none, but got " + classWeights);
        }
    }

    static BinaryCrossEntropy standard() { return new BinaryCrossEntropy(Outputs.LOGITS, 0, List.of(), Optional.empty()); }

    public BinaryCrossEntropy outputs(Outputs outputs) { return new BinaryCrossEntropy(outputs, smoothing, classWeights, ignored); }

    public BinaryCrossEntropy smoothing(double smoothing) { return new BinaryCrossEntropy(outputs, smoothing, classWeights, ignored); }

    public BinaryCrossEntropy classWeights(double negative, double positive) {
        return new BinaryCrossEntropy(outputs, smoothing, List.of(negative, positive), ignored);
    }

    public BinaryCrossEntropy ignoring(int target) { return new BinaryCrossEntropy(outputs, smoothing, classWeights, Optional.of(target)); }

    @Override public Tensor each(Tensor output, Tensor target) {
        Tensor goals = Pairing.like(this, output, target);
        requireProbabilities(goals);
        return Bernoulli.costs(this, output, goals);
    }

    @Override public Optional<Tensor> counts(Tensor output, Tensor target) {
        if (classWeights.isEmpty() && ignored.isEmpty()) return Optional.empty();
        Tensor counts = output.tape().constant(output.shape(), output.tape().scratch(output.size()));
        for (int i = 0; i < counts.size(); i++) counts.data()[i] = count(target.data()[i]);
        return Optional.of(counts);
    }

    private float count(float target) {
        if (isIgnored(target)) return 0;
        return (float) (weight(0) * (1 - target) + weight(1) * target);
    }

    double weight(int label) { return classWeights.isEmpty() ? 1 : classWeights.get(label); }

    boolean isIgnored(double target) { return ignored.isPresent() && target == ignored.get(); }

    private void requireProbabilities(Tensor target) {
        for (int i = 0; i < target.size(); i++) {
            float t = target.data()[i];
            if (!(t >= 0 && t <= 1) && !isIgnored(t)) throw new DataException(this + ": expected targets in 0 … 1, but number " + i + " of the batch is " + t);
        }
    }

    @Override public Tensor prediction(Tensor output) {
        return switch (outputs) {
            case LOGITS -> output.sigmoid();
            case PROBABILITIES -> output;
            case LOG_PROBABILITIES -> output.exp();
        };
    }

    /// Two classes and one output, or numbers that are as many as the outputs.
    @Override public void requireSuits(Shape output, Schema.Target target) {
        if (target.kind() == Schema.Target.Kind.NUMBER) Pairing.requireNumbers(this, output, target);
        else Pairing.requireTwoClasses(this, output, target);
    }

    @Override public String toString() { return "Binary cross-entropy"; }
}
