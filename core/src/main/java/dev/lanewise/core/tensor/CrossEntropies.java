package dev.lanewise.core.tensor;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.RowKernels;

/// The fused softmax and cross-entropy.
public final class CrossEntropies {

    private CrossEntropies() { }

    /// The mean over all rows of `ln Σ e^logits − logits[label]`.
    ///
    /// | operand | shape          |                                       |
    /// |---------|----------------|---------------------------------------|
    /// | logits  | `[…, classes]` | unnormalised: no softmax before       |
    /// | labels  | `[…]`          | whole numbers in `0 … classes − 1`    |
    /// | result  | `[]`           | 0 for no rows                         |
    ///
    /// The gradient of the logits is `(softmax − one-hot) / rows`; none flows to the labels.
    ///
    /// @throws DataException if a label is out of range
    public static Tensor ofLogits(Tensor logits, Tensor labels) {
        if (logits.shape().rank() < 1 || !logits.shape().withoutLast().equals(labels.shape())) {
            throw new ShapeException("Cross-entropy: expected logits […, classes] and labels […], but got " + logits.shape() + " and " + labels.shape());
        }
        Tape tape = Tapes.of(logits, labels);
        RowKernels kernels = tape.backend().kernels().rows();
        int n = logits.shape().last(), rows = labels.size();
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int label = label(labels.data()[row], n, row);
            sum += kernels.logSumExp(logits.data(), row * n, n) - logits.data()[row * n + label];
        }
        Tensor loss = tape.result(Shape.scalar(), logits);
        loss.data()[0] = (float) (sum / Math.max(1, rows));
        tape.record(loss, () -> gradient(logits, labels, loss, rows, n));
        return loss;
    }

    private static void gradient(Tensor logits, Tensor labels, Tensor loss, int rows, int n) {
        Tape tape = loss.tape();
        ElementKernels elements = tape.backend().kernels().elements();
        float scale = loss.gradient()[0] / Math.max(1, rows), beta = logits.openGradient();
        float[] dx = logits.gradient(), probabilities = beta == 0 ? dx : tape.scratch(logits.size());
        Rows.forEach(logits, at -> {
            tape.backend().kernels().rows().softmax(logits.data(), at, probabilities, at, n);
            probabilities[at + (int) labels.data()[at / n]] -= 1;
            elements.axpby(scale, probabilities, at, beta, dx, at, n);
        });
    }

    private static int label(float label, int classes, int row) {
        if (!(label >= 0 && label < classes) || label != (int) label) {
            throw new DataException("Cross-entropy: expected labels in 0 … " + (classes - 1) + ", but row " + row + " has "
                    + (label == (int) label ? Integer.toString((int) label) : Float.toString(label)));
        }
        return (int) label;
    }
}
