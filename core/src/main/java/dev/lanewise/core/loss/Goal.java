package dev.lanewise.core.loss;

import com.google.common.primitives.Floats;
import dev.lanewise.core.DataException;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// What the classes of each row should get: `a[k] = w[k] · q[k]`, where the cost of a row is `−Σ a[k] · ln p[k]`.
sealed interface Goal {

    /// How much a row counts; 0 for one that is ignored.
    float count(int row);

    /// `Σ a[k]`
    float total(int row);

    /// `Σ a[k] · (level − x[at + k])`: with logits and their `ln Σ eˣ`, or with logarithms and 0.
    double cost(int row, float[] x, int at, double level);

    /// `dx[at + k] −= scale · a[k]`
    void subtract(int row, float scale, float[] dx, int at);

    /// The counts of all rows, on the tape of the output.
    default Tensor counts(Tensor output) {
        Tensor counts = output.tape().constant(output.shape().withoutLast(), output.tape().scratch(output.shape().withoutLast().size()));
        for (int row = 0; row < counts.size(); row++) counts.data()[row] = count(row);
        return counts;
    }

    /// By class numbers, or by probabilities if the target has the shape of the output.
    static Goal of(CrossEntropy loss, Tensor output, Tensor target) {
        if (output.shape().rank() < 1) throw ShapeException.expected(loss, "outputs […, classes]", output.shape());
        int classes = output.shape().last();
        float[] weights = weights(loss, classes);
        float floor = (float) (loss.smoothing() / Math.max(1, classes));
        if (target.shape().equals(output.shape())) return new OfProbabilities(target.data(), classes, weights, floor);
        if (!output.shape().withoutLast().equals(target.shape())) {
            throw new ShapeException(loss + ": expected outputs […, classes] and class numbers […] or probabilities […, classes], but got "
                    + output.shape() + " and " + target.shape());
        }
        float ignored = loss.ignored().map(Integer::floatValue).orElse(Float.NaN);
        Pairing.requireLabels(loss, target, classes, ignored);
        return new OfLabels(target.data(), classes, weights, floor, ignored);
    }

    /// One for each class, or none at all: a vocabulary of ones would be an array a step.
    private static float[] weights(CrossEntropy loss, int classes) {
        List<Double> given = loss.classWeights();
        if (!given.isEmpty() && given.size() != classes) {
            throw new DataException(loss + ": expected a class weight for each of the " + classes + " classes, but got " + given.size());
        }
        return Floats.toArray(given);
    }

    /// The weight of a class.
    private static float weight(float[] weights, int k) { return weights.length == 0 ? 1 : weights[k]; }

    /// `q = (1 − ε) · one-hot + ε / classes`
    ///
    /// @param weights one for each class, or none
    /// @param floor `ε / classes`
    /// @param ignored NaN for nothing
    record OfLabels(float[] labels, int classes, float[] weights, float floor, float ignored) implements Goal {

        private float kept() { return 1 - floor * classes; }

        @Override public float count(int row) { return labels[row] == ignored ? 0 : weight(weights, (int) labels[row]); }

        @Override public float total(int row) {
            if (labels[row] == ignored) return 0;
            double spread = 0;
            for (int k = 0; floor > 0 && k < classes; k++) spread += weight(weights, k);
            return (float) (kept() * weight(weights, (int) labels[row]) + floor * spread);
        }

        @Override public double cost(int row, float[] x, int at, double level) {
            if (labels[row] == ignored) return 0;
            int label = (int) labels[row];
            double spread = 0;
            for (int k = 0; floor > 0 && k < classes; k++) spread += weight(weights, k) * (level - x[at + k]);
            return kept() * weight(weights, label) * (level - x[at + label]) + floor * spread;
        }

        @Override public void subtract(int row, float scale, float[] dx, int at) {
            if (labels[row] == ignored) return;
            int label = (int) labels[row];
            for (int k = 0; floor > 0 && k < classes; k++) dx[at + k] -= scale * floor * weight(weights, k);
            dx[at + label] -= scale * kept() * weight(weights, label);
        }
    }

    /// `q = (1 − ε) · target + ε / classes`
    ///
    /// @param target a row of probabilities for each row
    /// @param weights one for each class, or none
    /// @param floor `ε / classes`
    record OfProbabilities(float[] target, int classes, float[] weights, float floor) implements Goal {

        private float goal(int row, int k) {
            return weight(weights, k) * (floor + (1 - floor * classes) * target[row * classes + k]);
        }

        @Override public float count(int row) {
            double sum = 0;
            for (int k = 0; k < classes; k++) sum += weight(weights, k) * target[row * classes + k];
            return (float) sum;
        }

        @Override public float total(int row) {
            double sum = 0;
            for (int k = 0; k < classes; k++) sum += goal(row, k);
            return (float) sum;
        }

        /// What should get nothing costs nothing, however improbable it is.
        @Override public double cost(int row, float[] x, int at, double level) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                double goal = goal(row, k);
                if (goal != 0) sum += goal * (level - x[at + k]);
            }
            return sum;
        }

        @Override public void subtract(int row, float scale, float[] dx, int at) {
            for (int k = 0; k < classes; k++) dx[at + k] -= scale * goal(row, k);
        }
    }
}
