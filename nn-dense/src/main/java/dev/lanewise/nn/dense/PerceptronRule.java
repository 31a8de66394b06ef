package dev.lanewise.nn.dense;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// What a perceptron answers and how a mistake changes it.
///
/// Weights lie row by row, `features + 1` numbers each, the bias last.
sealed interface PerceptronRule {

    /// How many rows of weights there are.
    int rows();

    /// The answer that a sample of this class should get.
    int wanted(int label);

    /// The answer to a sample, `x[0 … features)`.
    int answer(double[] w, double[] x);

    /// Adds `amount ·` (what a mistake changes) to `w`.
    void change(double[] w, double[] x, int wanted, int got, double amount);

    /// One class against all others: 1 where `z ≥ 0`.
    record OneVsRest(int positive, int features, DoubleKernels kernels) implements PerceptronRule {

        @Override public int rows() { return 1; }

        @Override public int wanted(int label) { return label == positive ? 1 : 0; }

        @Override public int answer(double[] w, double[] x) { return kernels.dot(w, 0, x, 0, features) + w[features] >= 0 ? 1 : 0; }

        @Override public void change(double[] w, double[] x, int wanted, int got, double amount) { add(kernels, (wanted - got) * amount, x, w, 0, features); }
    }

    /// One row a class, the greatest z decides, the first of several.
    record Multiclass(int rows, int features, DoubleKernels kernels) implements PerceptronRule {

        @Override public int wanted(int label) { return label; }

        @Override public int answer(double[] w, double[] x) {
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < rows; k++) {
                int from = k * (features + 1);
                double z = kernels.dot(w, from, x, 0, features) + w[from + features];
                if (z <= most) continue;
                best = k;
                most = z;
            }
            return best;
        }

        @Override public void change(double[] w, double[] x, int wanted, int got, double amount) {
            add(kernels, amount, x, w, wanted * (features + 1), features);
            add(kernels, -amount, x, w, got * (features + 1), features);
        }
    }

    private static void add(DoubleKernels kernels, double amount, double[] x, double[] w, int from, int features) {
        kernels.axpy(amount, x, 0, w, from, features);
        w[from + features] += amount;
    }
}
