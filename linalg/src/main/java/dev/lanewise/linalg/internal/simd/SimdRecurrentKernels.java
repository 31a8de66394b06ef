package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.sigmoid;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.tanh;

import dev.lanewise.linalg.kernel.RecurrentKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// [RecurrentKernels] in lanes. Every vector is loaded and stored under a mask, which costs nothing beside the functions.
final class SimdRecurrentKernels implements RecurrentKernels {

    private static final int L = S.length();

    @Override
    public void lstmStep(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom,
                         float[] c, int cFrom, float[] tanhC, int tanhCFrom, float[] h, int hFrom, int units) {
        for (int u = 0; u < units; u += L) {
            var lanes = lanes(units - u);
            int at = gatesFrom + u;
            var i = sigmoid(load(gates, at, lanes));
            var f = sigmoid(load(gates, at + units, lanes));
            var g = tanh(load(gates, at + 2 * units, lanes));
            var o = sigmoid(load(gates, at + 3 * units, lanes));
            i.intoArray(gates, at, lanes);
            f.intoArray(gates, at + units, lanes);
            g.intoArray(gates, at + 2 * units, lanes);
            o.intoArray(gates, at + 3 * units, lanes);
            var state = f.fma(load(cBefore, cBeforeFrom + u, lanes), i.mul(g));
            var squashed = tanh(state);
            state.intoArray(c, cFrom + u, lanes);
            squashed.intoArray(tanhC, tanhCFrom + u, lanes);
            o.mul(squashed).intoArray(h, hFrom + u, lanes);
        }
    }

    @Override
    public void lstmStepGradient(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom,
                                 float[] tanhC, int tanhCFrom, float[] dh, int dhFrom, float[] dc, int dcFrom,
                                 float[] dGates, int dGatesFrom, int units) {
        for (int u = 0; u < units; u += L) {
            var lanes = lanes(units - u);
            int at = gatesFrom + u;
            var i = load(gates, at, lanes);
            var f = load(gates, at + units, lanes);
            var g = load(gates, at + 2 * units, lanes);
            var o = load(gates, at + 3 * units, lanes);
            var squashed = load(tanhC, tanhCFrom + u, lanes);
            var dOutput = load(dh, dhFrom + u, lanes);
            var dState = dOutput.mul(o).fma(FloatGates.tanhSlope(squashed), load(dc, dcFrom + u, lanes));

            int to = dGatesFrom + u;
            dState.mul(g).mul(FloatGates.sigmoidSlope(i)).intoArray(dGates, to, lanes);
            dState.mul(load(cBefore, cBeforeFrom + u, lanes)).mul(FloatGates.sigmoidSlope(f)).intoArray(dGates, to + units, lanes);
            dState.mul(i).mul(FloatGates.tanhSlope(g)).intoArray(dGates, to + 2 * units, lanes);
            dOutput.mul(squashed).mul(FloatGates.sigmoidSlope(o)).intoArray(dGates, to + 3 * units, lanes);
            dState.mul(f).intoArray(dc, dcFrom + u, lanes);
        }
    }

    private static VectorMask<Float> lanes(int left) {
        return left >= L ? VectorMask.fromLong(S, -1L) : Lanes.first(S, left);
    }

    private static FloatVector load(float[] x, int at, VectorMask<Float> lanes) {
        return FloatVector.fromArray(S, x, at, lanes);
    }
}
