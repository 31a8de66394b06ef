package dev.lanewise.core.loss;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// For one of several classes: `−Σ q[k] · w[k] · ln p[k]` with the target's distribution `q`, which for a class number `y` is 1 at `y`.
///
/// |        | shape          |                                                                                  |
/// |--------|----------------|----------------------------------------------------------------------------------|
/// | output | `[…, classes]` | logits unless [#outputs] says otherwise                                        |
/// | target | `[…]`          | class numbers ("sparse" in Keras)                                              |
/// | or     | `[…, classes]` | a probability for each class ("categorical" in Keras)                          |
/// | each   | `[…]`          |                                                                                  |
///
/// With smoothing `ε`, `q` becomes `(1 − ε) q + ε / classes`. With class weights `w` a row counts as much as its class does, `w[y]` or `Σ q[k] w[k]`
/// before smoothing: as in PyTorch for class numbers, where for probabilities PyTorch counts 1 for each row.
///
/// On logits this is fused with the softmax: the gradient is `Σ(q · w) · softmax − q · w`, and nothing of the size of the output is allocated.
///
/// @param outputs what the network gives
/// @param smoothing `ε` in [0, 1), 0 for none
/// @param classWeights one for each class, or empty for none
/// @param ignored the class number that counts for nothing, such as that of padding
/// @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al. (2016), §7: label smoothing</a>
public record CrossEntropy(Outputs outputs, double smoothing, List<Double> classWeights, Optional<Integer> ignored) implements Loss {

    public CrossEntropy {
        classWeights = ImmutableList.copyOf(classWeights);
        Settings.requireSmoothing("Cross-entropy", smoothing);
        Settings.requireWeights("Cross-entropy", classWeights);
    }

    static CrossEntropy standard() { return new CrossEntropy(Outputs.LOGITS, 0, List.of(), Optional.empty()); }

    public CrossEntropy outputs(Outputs outputs) { return new CrossEntropy(outputs, smoothing, classWeights, ignored); }

    public CrossEntropy smoothing(double smoothing) { return new CrossEntropy(outputs, smoothing, classWeights, ignored); }

    public CrossEntropy classWeights(Double... weights) { return new CrossEntropy(outputs, smoothing, List.of(weights), ignored); }

    public CrossEntropy ignoring(int label) { return new CrossEntropy(outputs, smoothing, classWeights, Optional.of(label)); }

    @Override public Tensor each(Tensor output, Tensor target) {
        Goal goal = Goal.of(this, output, target);
        return switch (outputs) {
            case LOGITS -> Likelihoods.ofLogits(output, goal);
            case PROBABILITIES -> Likelihoods.ofLogarithms(Likelihoods.logarithm(output), goal);
            case LOG_PROBABILITIES -> Likelihoods.ofLogarithms(output, goal);
        };
    }

    @Override public Optional<Tensor> counts(Tensor output, Tensor target) {
        return classWeights.isEmpty() && ignored.isEmpty() ? Optional.empty() : Optional.of(Goal.of(this, output, target).counts(output));
    }

    @Override public Tensor prediction(Tensor output) {
        return switch (outputs) {
            case LOGITS -> output.softmax();
            case PROBABILITIES -> output;
            case LOG_PROBABILITIES -> output.exp();
        };
    }

    /// Classes, or numbers that are as many as the outputs.
    @Override public void requireSuits(Shape output, Schema.Target target) {
        boolean dense = target.kind() == Schema.Target.Kind.NUMBER && target.shape().rank() > 0 && output.last() > 1 && target.shape().equals(output.withoutFirst());
        if (!dense) Pairing.requireClasses(this, output, target);
    }

    @Override public String toString() { return "Cross-entropy"; }
}
