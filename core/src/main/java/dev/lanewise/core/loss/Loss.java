package dev.lanewise.core.loss;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;
import java.util.Optional;

/// What training makes small: one number for what a network said and what was true, the mean over everything it said.
///
/// A loss says what [each][#each] thing costs, and perhaps how much each one [counts][#counts]; the loss of a batch is
///
/// ```
/// Σ sᵢ · costᵢ / Σ sᵢ · countᵢ
/// ```
///
/// with sample weights `s`, 1 if there are none. Weights are relative: twice as large ones give the same loss and the same gradient,
/// as in scikit-learn and with PyTorch's class weights. Keras divides by the number of samples instead, as PyTorch does with
/// `reduction="none"` and a mean behind it: for that, let the weights have a mean of 1. Where nothing counts, the loss is 0 and no gradient flows.
///
/// Losses of classes take logits unless told otherwise: the network ends without a softmax or sigmoid, and predicting applies it.
/// Targets are constants: no gradient flows to them.
///
/// Open: a plug-in's loss is a record that implements [#each] and [#requireSuits]; a
/// [provider][dev.lanewise.core.spi.LossProvider] gives it a name in files and on the command line.
public interface Loss {

    /// What each thing that was said costs: `[batch, …]`, tracked if the output is.
    ///
    /// @throws ShapeException if the target does not fit the output
    Tensor each(Tensor output, Tensor target);

    /// How much each thing counts in the mean, shaped as what [#each] gives; empty if all count 1.
    default Optional<Tensor> counts(Tensor output, Tensor target) { return Optional.empty(); }

    /// The loss of one batch: `[]`.
    default Tensor of(Tensor output, Tensor target) { return Means.of(each(output, target), counts(output, target)); }

    /// The loss of one batch of samples with weights: `[]`.
    ///
    /// @param weights `[batch]`, or one for each step too, `[batch, time]`: not negative
    /// @throws ShapeException if there is not a weight for each sample
    default Tensor of(Tensor output, Tensor target, Tensor weights) {
        return Means.of(this, each(output, target), counts(output, target), weights);
    }

    /// What the output means when predicting: probabilities for losses of classes, else the output itself.
    default Tensor prediction(Tensor output) { return output; }

    /// The one number for each target in what [#prediction] gives, for errors in the target's units: the prediction itself, unless it says
    /// more about a target than one number.
    default Tensor center(Tensor prediction) { return prediction; }

    /// Refuses a network and targets that do not belong together.
    ///
    /// @throws DataException with what to change
    void requireSuits(Shape output, Schema.Target target);

    /// For one of several classes: the output is `[…, classes]`, the target a class number, or a probability for each class.
    static CrossEntropy crossEntropy() { return CrossEntropy.standard(); }

    /// For two classes and one output, or for labels that don't exclude one another: the target is 0 or 1.
    static BinaryCrossEntropy binaryCrossEntropy() { return BinaryCrossEntropy.standard(); }

    /// For numbers: `(output − target)²`.
    static MeanSquaredError meanSquaredError() { return new MeanSquaredError(); }

    /// For numbers with outliers: `|output − target|`.
    static MeanAbsoluteError meanAbsoluteError() { return new MeanAbsoluteError(); }

    /// For numbers with outliers: squared for small errors, linear for those above 1.
    static Huber huber() { return Huber.of(1); }
}
