package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;

/// The three ways of clipping gradients in place.
record Clipping(Weight[] weights, Backend backend, double bound) {

    private static final int BLOCK = 1 << 16;

    void byValue(Optimizer.Gradients gradients) {
        float limit = (float) bound;
        for (Weight weight : weights) {
            float[] g = gradients.of(weight);
            int n = Math.min(g.length, weight.shape().size());
            for (int i = 0; i < n; i++) g[i] = Math.max(-limit, Math.min(limit, g[i]));
        }
    }

    void byNorm(Optimizer.Gradients gradients) {
        for (Weight weight : weights) scaleDown(Math.sqrt(sumOfSquares(gradients, weight)), gradients, weight);
    }

    void byGlobalNorm(Optimizer.Gradients gradients) {
        double sum = 0;
        for (Weight weight : weights) sum += sumOfSquares(gradients, weight);
        double norm = Math.sqrt(sum);
        if (norm > bound) for (Weight weight : weights) scaleDown(norm, gradients, weight);
    }

    /// Block by block, whatever the threads: 0 if no gradient flowed.
    private double sumOfSquares(Optimizer.Gradients gradients, Weight weight) {
        float[] g = gradients.of(weight);
        int n = Math.min(g.length, weight.shape().size());
        double sum = 0;
        for (int from = 0; from < n; from += BLOCK) sum += backend.kernels().elements().sumOfSquares(g, from, Math.min(BLOCK, n - from));
        return sum;
    }

    private void scaleDown(double norm, Optimizer.Gradients gradients, Weight weight) {
        if (!(norm > bound) || Double.isInfinite(norm)) return;
        float[] g = gradients.of(weight);
        int n = Math.min(g.length, weight.shape().size());
        if (n > 0) backend.kernels().elements().affine((float) (bound / norm), g, 0, 0, g, 0, n);
    }
}
