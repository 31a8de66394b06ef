package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.OptimizerKernels;

/// The reference of [OptimizerKernels].
public final class ScalarOptimizerKernels implements OptimizerKernels {

    @Override
    public void sgd(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                    float rate, float momentum, float fresh, boolean nesterov, float decay) {
        for (int i = 0; i < n; i++) {
            double gradient = g[gFrom + i];
            double velocity = (double) momentum * v[vFrom + i] + fresh * gradient;
            v[vFrom + i] = normal(velocity);
            w[wFrom + i] = (float) (w[wFrom + i] - (double) decay * w[wFrom + i] - rate * (nesterov ? gradient + momentum * velocity : velocity));
        }
    }

    @Override
    public void adam(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, float[] v, int vFrom, int n,
                     float rate, float rootScale, float beta1, float beta2, float epsilon, float decay) {
        for (int i = 0; i < n; i++) {
            double gradient = g[gFrom + i];
            double mean = (double) beta1 * m[mFrom + i] + (1.0 - beta1) * gradient;
            double square = (double) beta2 * v[vFrom + i] + (1.0 - beta2) * gradient * gradient;
            m[mFrom + i] = normal(mean);
            v[vFrom + i] = normal(square);
            w[wFrom + i] = (float) (w[wFrom + i] - (double) decay * w[wFrom + i] - rate * mean / (Math.sqrt(square) * rootScale + epsilon));
        }
    }

    @Override
    public void amsgrad(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, float[] v, int vFrom, float[] u, int uFrom, int n,
                        float rate, float rootScale, float beta1, float beta2, float epsilon, float decay) {
        for (int i = 0; i < n; i++) {
            double gradient = g[gFrom + i];
            double mean = (double) beta1 * m[mFrom + i] + (1.0 - beta1) * gradient;
            double square = (double) beta2 * v[vFrom + i] + (1.0 - beta2) * gradient * gradient;
            double largest = Math.max(u[uFrom + i], square);
            m[mFrom + i] = normal(mean);
            v[vFrom + i] = normal(square);
            u[uFrom + i] = (float) largest;
            w[wFrom + i] = (float) (w[wFrom + i] - (double) decay * w[wFrom + i] - rate * mean / (Math.sqrt(largest) * rootScale + epsilon));
        }
    }

    @Override
    public void lion(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, int n,
                     float rate, float beta1, float beta2, float decay) {
        for (int i = 0; i < n; i++) {
            double gradient = g[gFrom + i];
            double mean = m[mFrom + i];
            w[wFrom + i] = (float) (w[wFrom + i] - (double) decay * w[wFrom + i] - rate * Math.signum(beta1 * mean + (1.0 - beta1) * gradient));
            m[mFrom + i] = normal(beta2 * mean + (1.0 - beta2) * gradient);
        }
    }

    @Override
    public void rmsprop(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                        float rate, float old, float fresh, float inside, float outside, float decay) {
        for (int i = 0; i < n; i++) {
            double gradient = g[gFrom + i];
            double square = (double) old * v[vFrom + i] + fresh * gradient * gradient;
            v[vFrom + i] = normal(square);
            w[wFrom + i] = (float) (w[wFrom + i] - (double) decay * w[wFrom + i] - rate * gradient / (Math.sqrt(square + inside) + outside));
        }
    }

    private static float normal(double x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : (float) x;
    }
}
