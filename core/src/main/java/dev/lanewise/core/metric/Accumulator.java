package dev.lanewise.core.metric;

import dev.lanewise.core.DataException;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;

/// What a [Metric] has seen so far. Serves one thread; the parts of several threads, files or machines are [merged][#merge].
public interface Accumulator<V> {

    /// One more prediction.
    ///
    /// @param said a row of numbers, which may be used again afterwards
    /// @param truth a class number, or a number
    /// @param weight how much it counts, not negative
    /// @throws DataException if one of them is not what it should be
    void add(double[] said, double truth, double weight);

    /// Adds what another accumulator of the same metric has seen.
    void merge(Accumulator<V> other);

    /// The result so far, which does not change any more.
    V value();

    /// Everything that a network said, each thing with weight 1.
    ///
    /// @param predictions `[…, width]`, or as many as the targets
    /// @param targets `[…]`
    default void addAll(Tensor predictions, Tensor targets) { addAll(predictions, targets, Tensor.vector(1)); }

    /// @param weights `[batch]`, or one that all share
    default void addAll(Tensor predictions, Tensor targets, Tensor weights) {
        int things = targets.size(), width = things == 0 ? 1 : predictions.size() / things;
        if (width * things != predictions.size() || weights.size() == 0 && things > 0 || weights.size() > 0 && things % weights.size() != 0) {
            throw new ShapeException("Metric: expected predictions […, width], targets […] and weights [batch], but got " + predictions.shape() + ", " + targets.shape() + " and " + weights.shape());
        }
        double[] said = new double[width];
        for (int i = 0; i < things; i++) {
            for (int j = 0; j < width; j++) said[j] = predictions.data()[i * width + j];
            add(said, targets.data()[i], weights.data()[(int) ((long) i * weights.size() / things)]);
        }
    }
}
