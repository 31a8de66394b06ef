package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;

import dev.lanewise.linalg.kernel.OptimizerKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// [OptimizerKernels] in lanes.
final class SimdOptimizerKernels implements OptimizerKernels {

    private static final int L = S.length();
    private static final int FEW = 64;

    @Override
    public void sgd(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                    float rate, float momentum, float fresh, boolean nesterov, float decay) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var gradient = load(g, gFrom + i);
            var velocity = load(v, vFrom + i).fma(constant(momentum), gradient.mul(fresh));
            var step = nesterov ? velocity.fma(constant(momentum), gradient) : velocity;
            velocity.intoArray(v, vFrom + i);
            var weight = load(w, wFrom + i);
            weight.sub(weight.fma(constant(decay), step.mul(rate))).intoArray(w, wFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        var gradient = load(g, gFrom + i, rest);
        var velocity = load(v, vFrom + i, rest).fma(constant(momentum), gradient.mul(fresh));
        var step = nesterov ? velocity.fma(constant(momentum), gradient) : velocity;
        velocity.intoArray(v, vFrom + i, rest);
        var weight = load(w, wFrom + i, rest);
        weight.sub(weight.fma(constant(decay), step.mul(rate))).intoArray(w, wFrom + i, rest);
    }

    @Override
    public void adam(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, float[] v, int vFrom, int n,
                     float rate, float rootScale, float beta1, float beta2, float epsilon, float decay) {
        if (n <= FEW && wFrom == gFrom && wFrom == mFrom && wFrom == vFrom) {
            OneLane.adam(w, g, m, v, wFrom, n, rate, rootScale, beta1, beta2, epsilon, decay);
            return;
        }
        var fresh1 = constant((float) (1.0 - beta1));
        var fresh2 = constant((float) (1.0 - beta2));
        int i = 0;
        for (; i <= n - L; i += L) {
            var gradient = load(g, gFrom + i);
            var mean = gradient.fma(fresh1, load(m, mFrom + i).mul(beta1));
            var square = gradient.mul(gradient).fma(fresh2, load(v, vFrom + i).mul(beta2));
            mean.intoArray(m, mFrom + i);
            square.intoArray(v, vFrom + i);
            var weight = load(w, wFrom + i);
            weight.sub(weight.fma(constant(decay), mean.mul(rate).div(below(square, rootScale, epsilon)))).intoArray(w, wFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        var gradient = load(g, gFrom + i, rest);
        var mean = gradient.fma(fresh1, load(m, mFrom + i, rest).mul(beta1));
        var square = gradient.mul(gradient).fma(fresh2, load(v, vFrom + i, rest).mul(beta2));
        mean.intoArray(m, mFrom + i, rest);
        square.intoArray(v, vFrom + i, rest);
        var weight = load(w, wFrom + i, rest);
        weight.sub(weight.fma(constant(decay), mean.mul(rate).div(below(square, rootScale, epsilon)))).intoArray(w, wFrom + i, rest);
    }

    @Override
    public void amsgrad(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, float[] v, int vFrom, float[] u, int uFrom, int n,
                        float rate, float rootScale, float beta1, float beta2, float epsilon, float decay) {
        var fresh1 = constant((float) (1.0 - beta1));
        var fresh2 = constant((float) (1.0 - beta2));
        int i = 0;
        for (; i <= n - L; i += L) {
            var gradient = load(g, gFrom + i);
            var mean = gradient.fma(fresh1, load(m, mFrom + i).mul(beta1));
            var square = gradient.mul(gradient).fma(fresh2, load(v, vFrom + i).mul(beta2));
            var largest = square.max(load(u, uFrom + i));
            mean.intoArray(m, mFrom + i);
            square.intoArray(v, vFrom + i);
            largest.intoArray(u, uFrom + i);
            var weight = load(w, wFrom + i);
            weight.sub(weight.fma(constant(decay), mean.mul(rate).div(below(largest, rootScale, epsilon)))).intoArray(w, wFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        var gradient = load(g, gFrom + i, rest);
        var mean = gradient.fma(fresh1, load(m, mFrom + i, rest).mul(beta1));
        var square = gradient.mul(gradient).fma(fresh2, load(v, vFrom + i, rest).mul(beta2));
        var largest = square.max(load(u, uFrom + i, rest));
        mean.intoArray(m, mFrom + i, rest);
        square.intoArray(v, vFrom + i, rest);
        largest.intoArray(u, uFrom + i, rest);
        var weight = load(w, wFrom + i, rest);
        weight.sub(weight.fma(constant(decay), mean.mul(rate).div(below(largest, rootScale, epsilon)))).intoArray(w, wFrom + i, rest);
    }

    @Override
    public void lion(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, int n,
                     float rate, float beta1, float beta2, float decay) {
        var fresh1 = constant((float) (1.0 - beta1));
        var fresh2 = constant((float) (1.0 - beta2));
        int i = 0;
        for (; i <= n - L; i += L) {
            var gradient = load(g, gFrom + i);
            var mean = load(m, mFrom + i);
            var weight = load(w, wFrom + i);
            weight.sub(weight.fma(constant(decay), sign(gradient.fma(fresh1, mean.mul(beta1))).mul(rate))).intoArray(w, wFrom + i);
            gradient.fma(fresh2, mean.mul(beta2)).intoArray(m, mFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        var gradient = load(g, gFrom + i, rest);
        var mean = load(m, mFrom + i, rest);
        var weight = load(w, wFrom + i, rest);
        weight.sub(weight.fma(constant(decay), sign(gradient.fma(fresh1, mean.mul(beta1))).mul(rate))).intoArray(w, wFrom + i, rest);
        gradient.fma(fresh2, mean.mul(beta2)).intoArray(m, mFrom + i, rest);
    }

    @Override
    public void rmsprop(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                        float rate, float old, float fresh, float inside, float outside, float decay) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var gradient = load(g, gFrom + i);
            var square = load(v, vFrom + i).fma(constant(old), gradient.mul(gradient).mul(fresh));
            var weight = load(w, wFrom + i);
            square.intoArray(v, vFrom + i);
            var below = square.add(inside).sqrt().add(outside);
            weight.sub(weight.fma(constant(decay), gradient.mul(rate).div(below))).intoArray(w, wFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        var gradient = load(g, gFrom + i, rest);
        var square = load(v, vFrom + i, rest).fma(constant(old), gradient.mul(gradient).mul(fresh));
        var weight = load(w, wFrom + i, rest);
        square.intoArray(v, vFrom + i, rest);
        var below = square.add(inside).sqrt().add(outside);
        weight.sub(weight.fma(constant(decay), gradient.mul(rate).div(below))).intoArray(w, wFrom + i, rest);
    }

    /// Zeros and NaN stay what they are.
    private static FloatVector sign(FloatVector x) {
        return x.blend(constant(1), x.compare(VectorOperators.GT, 0)).blend(constant(-1), x.compare(VectorOperators.LT, 0));
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
