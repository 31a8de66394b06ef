package dev.lanewise.core.loss;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.CrossEntropies;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementFunction;

/// What training makes small: one number for what a network said and what was true, the mean over everything it said.
///
/// Losses of classes take logits: the network ends without a softmax or sigmoid, and predicting applies it.
public sealed interface Loss {

    /// The loss of one batch: `[]`.
    Tensor of(Tensor output, Tensor target);

    /// What the output means when predicting: probabilities for losses of classes, else the output itself.
    Tensor prediction(Tensor output);

    /// Refuses a network and targets that do not belong together.
    ///
    /// @throws DataException with what to change
    void requireSuits(Shape output, Schema.Target target);

    /// For one of several classes: the output is `[…, classes]`, the target a class number.
    static Loss crossEntropy() { return new CrossEntropy(); }

    /// For two classes and one output: the target is 0 or 1.
    static Loss binaryCrossEntropy() { return new BinaryCrossEntropy(); }

    /// For numbers: `(output − target)²`.
    static Loss meanSquaredError() { return new MeanSquaredError(); }

    /// For numbers with outliers: `|output − target|`.
    static Loss meanAbsoluteError() { return new MeanAbsoluteError(); }

    /// `ln Σ e^output − output[target]`
    record CrossEntropy() implements Loss {

        @Override public Tensor of(Tensor output, Tensor target) { return CrossEntropies.ofLogits(output, target); }

        @Override public Tensor prediction(Tensor output) { return output.softmax(); }

        @Override public void requireSuits(Shape output, Schema.Target target) {
            if (target.kind() != Schema.Target.Kind.CLASS) throw wrongTarget(this, "classes as the target", target);
            if (output.last() != target.classes().size()) {
                throw new DataException(this + ": expected one output for each of the " + target.classes().size() + " classes, but the network gives " + output);
            }
        }

        @Override public String toString() { return "Cross-entropy"; }
    }

    /// `ln(1 + e^output) − output · target`
    record BinaryCrossEntropy() implements Loss {

        @Override public Tensor of(Tensor output, Tensor target) {
            return output.map(ElementFunction.SOFTPLUS).minus(output.times(target.reshape(output.shape()))).mean();
        }

        @Override public Tensor prediction(Tensor output) { return output.sigmoid(); }

        @Override public void requireSuits(Shape output, Schema.Target target) {
            if (target.kind() != Schema.Target.Kind.CLASS || target.classes().size() != 2) throw wrongTarget(this, "two classes as the target", target);
            if (output.last() != 1) throw new DataException(this + ": expected one output, but the network gives " + output);
        }

        @Override public String toString() { return "Binary cross-entropy"; }
    }

    /// `(output − target)²`
    record MeanSquaredError() implements Loss {

        @Override public Tensor of(Tensor output, Tensor target) { return output.minus(target.reshape(output.shape())).square().mean(); }

        @Override public Tensor prediction(Tensor output) { return output; }

        @Override public void requireSuits(Shape output, Schema.Target target) { requireNumbers(this, output, target); }

        @Override public String toString() { return "Mean squared error"; }
    }

    /// `|output − target|`
    record MeanAbsoluteError() implements Loss {

        @Override public Tensor of(Tensor output, Tensor target) { return output.minus(target.reshape(output.shape())).abs().mean(); }

        @Override public Tensor prediction(Tensor output) { return output; }

        @Override public void requireSuits(Shape output, Schema.Target target) { requireNumbers(this, output, target); }

        @Override public String toString() { return "Mean absolute error"; }
    }

    private static void requireNumbers(Loss loss, Shape output, Schema.Target target) {
        if (target.kind() != Schema.Target.Kind.NUMBER) throw wrongTarget(loss, "numbers as the target", target);
        if (output.sampleSize() != target.shape().size()) {
            throw new DataException(loss + ": expected " + target.shape().size() + " outputs a sample, as many as the target has, but the network gives " + output);
        }
    }

    private static DataException wrongTarget(Loss loss, String expected, Schema.Target target) {
        String actual = switch (target.kind()) {
            case NONE -> "the data has no target. Name one";
            case CLASS -> "'" + target.name() + "' has " + target.classes().size() + " classes";
            case NUMBER -> "'" + target.name() + "' holds numbers";
        };
        return new DataException(loss + ": expected " + expected + ", but " + actual);
    }
}
