package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;

import dev.lanewise.linalg.kernel.OptimizerKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// [OptimizerKernels] in lanes.
final class SimdOptimizerKernels implements OptimizerKernels {

    private static final int L = S.length();

    @Override
    public void sgd(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                    float rate, float momentum, boolean nesterov) {
        for (int i = 0; i < n; i += L) {
            if (i <= n - L) {
                var gradient = load(g, gFrom + i);
                var velocity = load(v, vFrom + i).fma(constant(momentum), gradient);
                var step = nesterov ? velocity.fma(constant(momentum), gradient) : velocity;
                velocity.intoArray(v, vFrom + i);
                step.fma(constant(-rate), load(w, wFrom + i)).intoArray(w, wFrom + i);
            } else {
                var rest = Lanes.first(S, n - i);
                var gradient = load(g, gFrom + i, rest);
                var velocity = load(v, vFrom + i, rest).fma(constant(momentum), gradient);
                var step = nesterov ? velocity.fma(constant(momentum), gradient) : velocity;
                velocity.intoArray(v, vFrom + i, rest);
                step.fma(constant(-rate), load(w, wFrom + i, rest)).intoArray(w, wFrom + i, rest);
            }
        }
    }

    @Override
    public void adam(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, float[] v, int vFrom, int n,
                     float rate, float rootScale, float beta1, float beta2, float epsilon) {
        var fresh1 = constant((float) (1.0 - beta1));
        var fresh2 = constant((float) (1.0 - beta2));
        for (int i = 0; i < n; i += L) {
            if (i <= n - L) {
                var gradient = load(g, gFrom + i);
                var mean = gradient.fma(fresh1, load(m, mFrom + i).mul(beta1));
                var square = gradient.mul(gradient).fma(fresh2, load(v, vFrom + i).mul(beta2));
                mean.intoArray(m, mFrom + i);
                square.intoArray(v, vFrom + i);
                load(w, wFrom + i).sub(mean.mul(rate).div(below(square, rootScale, epsilon))).intoArray(w, wFrom + i);
            } else {
                var rest = Lanes.first(S, n - i);
                var gradient = load(g, gFrom + i, rest);
                var mean = gradient.fma(fresh1, load(m, mFrom + i, rest).mul(beta1));
                var square = gradient.mul(gradient).fma(fresh2, load(v, vFrom + i, rest).mul(beta2));
                mean.intoArray(m, mFrom + i, rest);
                square.intoArray(v, vFrom + i, rest);
                load(w, wFrom + i, rest).sub(mean.mul(rate).div(below(square, rootScale, epsilon))).intoArray(w, wFrom + i, rest);
            }
        }
    }

    /// `√v · rootScale + epsilon`
    private static FloatVector below(FloatVector square, float rootScale, float epsilon) {
        return square.sqrt().fma(constant(rootScale), constant(epsilon));
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector load(float[] x, int at, VectorMask<Float> rest) {
        return FloatVector.fromArray(S, x, at, rest);
    }
}
