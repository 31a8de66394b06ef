package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;

import dev.lanewise.linalg.kernel.OptimizerKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// [OptimizerKernels] in lanes.
///
/// What doesn't fill a vector has methods of its own, and goes number by number in the two largest: the compiler looks into no more calls once a
/// method with all that it calls has become too large, and puts the vectors of the rest on the heap.
final class SimdOptimizerKernels implements OptimizerKernels {

    private static final int L = S.length();
    private static final int FEW = 64;
    static final float SMALLEST_TO_SQUARE = 0x1p-63f;

    @Override
    public void sgd(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                    float rate, float momentum, float fresh, boolean nesterov, float decay) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var gradient = load(g, gFrom + i);
            var velocity = normal(load(v, vFrom + i).fma(constant(momentum), gradient.mul(fresh)));
            var step = nesterov ? velocity.fma(constant(momentum), gradient) : velocity;
            velocity.intoArray(v, vFrom + i);
            var weight = load(w, wFrom + i);
            weight.sub(weight.fma(constant(decay), step.mul(rate))).intoArray(w, wFrom + i);
        }
        if (i < n) sgdRest(w, wFrom + i, g, gFrom + i, v, vFrom + i, n - i, rate, momentum, fresh, nesterov, decay);
    }

    private static void sgdRest(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                                float rate, float momentum, float fresh, boolean nesterov, float decay) {
        var rest = Lanes.first(S, n);
        var gradient = load(g, gFrom, rest);
        var velocity = normal(load(v, vFrom, rest).fma(constant(momentum), gradient.mul(fresh)));
        var step = nesterov ? velocity.fma(constant(momentum), gradient) : velocity;
        velocity.intoArray(v, vFrom, rest);
        var weight = load(w, wFrom, rest);
        weight.sub(weight.fma(constant(decay), step.mul(rate))).intoArray(w, wFrom, rest);
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
            var mean = normal(gradient.fma(fresh1, load(m, mFrom + i).mul(beta1)));
            var square = normal(squared(gradient).fma(fresh2, load(v, vFrom + i).mul(beta2)));
            mean.intoArray(m, mFrom + i);
            square.intoArray(v, vFrom + i);
            var weight = load(w, wFrom + i);
            weight.sub(weight.fma(constant(decay), mean.mul(rate).div(below(square, rootScale, epsilon)))).intoArray(w, wFrom + i);
        }
        for (; i < n; i++) OneLane.adam(w, wFrom + i, g, gFrom + i, m, mFrom + i, v, vFrom + i, rate, rootScale, beta1, beta2, epsilon, decay);
    }

    @Override
    public void amsgrad(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, float[] v, int vFrom, float[] u, int uFrom, int n,
                        float rate, float rootScale, float beta1, float beta2, float epsilon, float decay) {
        var fresh1 = constant((float) (1.0 - beta1));
        var fresh2 = constant((float) (1.0 - beta2));
        int i = 0;
        for (; i <= n - L; i += L) {
            var gradient = load(g, gFrom + i);
            var mean = normal(gradient.fma(fresh1, load(m, mFrom + i).mul(beta1)));
            var square = normal(squared(gradient).fma(fresh2, load(v, vFrom + i).mul(beta2)));
            var largest = square.max(load(u, uFrom + i));
            mean.intoArray(m, mFrom + i);
            square.intoArray(v, vFrom + i);
            largest.intoArray(u, uFrom + i);
            var weight = load(w, wFrom + i);
            weight.sub(weight.fma(constant(decay), mean.mul(rate).div(below(largest, rootScale, epsilon)))).intoArray(w, wFrom + i);
        }
        for (; i < n; i++) {
            OneLane.amsgrad(w, wFrom + i, g, gFrom + i, m, mFrom + i, v, vFrom + i, u, uFrom + i, rate, rootScale, beta1, beta2, epsilon, decay);
        }
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
            normal(gradient.fma(fresh2, mean.mul(beta2))).intoArray(m, mFrom + i);
        }
        if (i < n) lionRest(w, wFrom + i, g, gFrom + i, m, mFrom + i, n - i, rate, beta1, beta2, decay);
    }

    private static void lionRest(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, int n,
                                 float rate, float beta1, float beta2, float decay) {
        var rest = Lanes.first(S, n);
        var fresh1 = constant((float) (1.0 - beta1));
        var fresh2 = constant((float) (1.0 - beta2));
        var gradient = load(g, gFrom, rest);
        var mean = load(m, mFrom, rest);
        var weight = load(w, wFrom, rest);
        weight.sub(weight.fma(constant(decay), sign(gradient.fma(fresh1, mean.mul(beta1))).mul(rate))).intoArray(w, wFrom, rest);
        normal(gradient.fma(fresh2, mean.mul(beta2))).intoArray(m, mFrom, rest);
    }

    @Override
    public void rmsprop(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                        float rate, float old, float fresh, float inside, float outside, float decay) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var gradient = load(g, gFrom + i);
            var square = normal(load(v, vFrom + i).fma(constant(old), squared(gradient).mul(fresh)));
            var weight = load(w, wFrom + i);
            square.intoArray(v, vFrom + i);
            var below = square.add(inside).sqrt().add(outside);
            weight.sub(weight.fma(constant(decay), gradient.mul(rate).div(below))).intoArray(w, wFrom + i);
        }
        if (i < n) rmspropRest(w, wFrom + i, g, gFrom + i, v, vFrom + i, n - i, rate, old, fresh, inside, outside, decay);
    }

    private static void rmspropRest(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                                    float rate, float old, float fresh, float inside, float outside, float decay) {
        var rest = Lanes.first(S, n);
        var gradient = load(g, gFrom, rest);
        var square = normal(load(v, vFrom, rest).fma(constant(old), squared(gradient).mul(fresh)));
        var weight = load(w, wFrom, rest);
        square.intoArray(v, vFrom, rest);
        var below = square.add(inside).sqrt().add(outside);
        weight.sub(weight.fma(constant(decay), gradient.mul(rate).div(below))).intoArray(w, wFrom, rest);
    }

    /// Zeros and NaN stay what they are.
    private static FloatVector sign(FloatVector x) {
        return x.blend(constant(1), x.compare(VectorOperators.GT, 0)).blend(constant(-1), x.compare(VectorOperators.LT, 0));
    }

    /// Zero in place of a subnormal number.
    private static FloatVector normal(FloatVector x) {
        return x.blend(0f, x.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
    }

    /// `x²`, zero in place of a subnormal number, which is not even computed.
    private static FloatVector squared(FloatVector x) {
        var large = x.blend(0f, x.abs().compare(VectorOperators.LT, SMALLEST_TO_SQUARE));
        return large.mul(large);
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
