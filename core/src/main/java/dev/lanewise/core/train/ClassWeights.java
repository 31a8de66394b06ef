package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import java.util.Arrays;

/// How much the samples of each class count in the loss, beside the weights that the samples themselves may have.
///
/// The loss of a batch is the weighted mean of what its samples cost, so only proportions matter.
public sealed interface ClassWeights {

    /// The weight of each class.
    ///
    /// @throws DataException if the target is no class, or there are not as many weights as classes
    double[] of(Dataset data);

    /// All the same.
    static ClassWeights none() { return new None(); }

    /// `n / (k · n_c)`: each of the `k` classes counts as much as any other, however few samples it has; scikit-learn's `balanced`.
    static ClassWeights balanced() { return new Balanced(); }

    /// One for each class, in the order of the schema's classes.
    static ClassWeights of(double... weights) { return new Given(weights.clone()); }

    record None() implements ClassWeights {

        @Override public double[] of(Dataset data) { return new double[0]; }

        @Override public String toString() { return "none"; }
    }

    record Balanced() implements ClassWeights {

        @Override public double[] of(Dataset data) {
            double[] counts = new double[classes(data)];
            float[] targets = new float[data.schema().target().shape().size()];
            for (int row = 0; row < data.size(); row++) {
                data.readTarget(row, targets, 0);
                for (float target : targets) if (target >= 0 && target < counts.length) counts[(int) target]++;
            }
            double n = Arrays.stream(counts).sum();
            return Arrays.stream(counts).map(count -> count == 0 ? 0 : n / (counts.length * count)).toArray();
        }

        @Override public String toString() { return "balanced"; }
    }

    record Given(double[] weights) implements ClassWeights {

        public Given {
            for (double weight : weights) {
                if (!(weight >= 0 && Double.isFinite(weight))) throw new IllegalArgumentException("ClassWeights: expected weights ≥ 0, but got " + Arrays.toString(weights));
            }
        }

        @Override public double[] of(Dataset data) {
            int classes = classes(data);
            if (weights.length != classes) throw new DataException("ClassWeights: expected one weight for each of the " + classes + " classes, but got " + Arrays.toString(weights));
            return weights.clone();
        }

        @Override public boolean equals(Object other) { return other instanceof Given given && Arrays.equals(weights, given.weights); }

        @Override public int hashCode() { return Arrays.hashCode(weights); }

        @Override public String toString() { return Arrays.toString(weights); }
    }

    private static int classes(Dataset data) {
        Schema.Target target = data.schema().target();
        if (target.kind() == Schema.Target.Kind.CLASS) return target.classes().size();
        throw new DataException("ClassWeights: expected classes as the target, but '" + target.name() + "' has none");
    }
}
