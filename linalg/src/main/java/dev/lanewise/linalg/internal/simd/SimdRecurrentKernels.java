package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;

import dev.lanewise.linalg.kernel.RecurrentKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// [RecurrentKernels] in lanes: a step is a few short loops, because the compiler takes in only so many operations in one.
final class SimdRecurrentKernels implements RecurrentKernels {

    private static final int L = S.length();
    private static final int FEW = 8;

    private final SimdElementKernels elements = new SimdElementKernels();

    @Override
    public void lstmStep(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom,
                         float[] c, int cFrom, float[] tanhC, int tanhCFrom, float[] h, int hFrom, int units) {
        if (units < FEW) {
            OneLane.lstmStep(gates, gatesFrom, cBefore, cBeforeFrom, c, cFrom, tanhC, tanhCFrom, h, hFrom, units);
            return;
        }
        FloatMaps.sigmoid(gates, gatesFrom, gates, gatesFrom, 2 * units);
        FloatMaps.tanh(gates, gatesFrom + 2 * units, gates, gatesFrom + 2 * units, units);
        FloatMaps.sigmoid(gates, gatesFrom + 3 * units, gates, gatesFrom + 3 * units, units);
        state(gates, gatesFrom, cBefore, cBeforeFrom, c, cFrom, units);
        FloatMaps.tanh(c, cFrom, tanhC, tanhCFrom, units);
        elements.multiply(gates, gatesFrom + 3 * units, tanhC, tanhCFrom, 0, h, hFrom, units);
    }

    /// `c = f · cBefore + i · c̃`
    private static void state(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom, float[] c, int cFrom, int units) {
        int g = gatesFrom + 2 * units;
        int u = 0;
        for (; u <= units - L; u += L) {
            var kept = FloatVector.fromArray(S, gates, gatesFrom + units + u).mul(FloatVector.fromArray(S, cBefore, cBeforeFrom + u));
            FloatVector.fromArray(S, gates, gatesFrom + u).fma(FloatVector.fromArray(S, gates, g + u), kept).intoArray(c, cFrom + u);
        }
        if (u == units) return;
        var rest = VectorMask.fromLong(S, (1L << units - u) - 1);
        var kept = FloatVector.fromArray(S, gates, gatesFrom + units + u, rest).mul(FloatVector.fromArray(S, cBefore, cBeforeFrom + u, rest));
        FloatVector.fromArray(S, gates, gatesFrom + u, rest).fma(FloatVector.fromArray(S, gates, g + u, rest), kept).intoArray(c, cFrom + u, rest);
    }

    @Override
    public void lstmStepGradient(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom,
                                 float[] tanhC, int tanhCFrom, float[] dh, int dhFrom, float[] dc, int dcFrom,
                                 float[] dGates, int dGatesFrom, int units) {
        if (units < FEW) {
            OneLane.lstmStepGradient(gates, gatesFrom, cBefore, cBeforeFrom, tanhC, tanhCFrom, dh, dhFrom, dc, dcFrom, dGates, dGatesFrom, units);
            return;
        }
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

    @Override
    public void gruStep(float[] gates, int gatesFrom, float[] product, int productFrom, float[] bias, int biasFrom,
                        float[] hBefore, int hBeforeFrom, float[] h, int hFrom, int units) {
        FloatMaps.sigmoid(gates, gatesFrom, gates, gatesFrom, 2 * units);
        int candidate = gatesFrom + 2 * units;
        reset(gates, candidate, gatesFrom + units, product, productFrom, bias, biasFrom, units);
        FloatMaps.tanh(gates, candidate, gates, candidate, units);
        mix(gates, candidate, gatesFrom, hBefore, hBeforeFrom, h, hFrom, units);
    }

    /// `product += bias`, `candidate += r · product`
    private static void reset(float[] gates, int candidate, int r, float[] product, int productFrom, float[] bias, int biasFrom, int units) {
        for (int u = 0; u < units; u += L) {
            var lanes = lanes(units - u);
            var sum = load(product, productFrom + u, lanes).add(load(bias, biasFrom + u, lanes));
            sum.intoArray(product, productFrom + u, lanes);
            load(gates, r + u, lanes).fma(sum, load(gates, candidate + u, lanes)).intoArray(gates, candidate + u, lanes);
        }
    }

    /// `h = h̃ + z · (hBefore − h̃)`
    private static void mix(float[] gates, int candidate, int z, float[] hBefore, int hBeforeFrom, float[] h, int hFrom, int units) {
        for (int u = 0; u < units; u += L) {
            var lanes = lanes(units - u);
            var fresh = load(gates, candidate + u, lanes);
            load(hBefore, hBeforeFrom + u, lanes).sub(fresh).fma(load(gates, z + u, lanes), fresh).intoArray(h, hFrom + u, lanes);
        }
    }

    @Override
    public void gruStepGradient(float[] gates, int gatesFrom, float[] product, int productFrom, float[] hBefore, int hBeforeFrom,
                                float[] dh, int dhFrom, int units) {
        for (int u = 0; u < units; u += L) {
            var lanes = lanes(units - u);
            int at = gatesFrom + u;
            var z = load(gates, at, lanes);
            var r = load(gates, at + units, lanes);
            var candidate = load(gates, at + 2 * units, lanes);
            var dState = load(dh, dhFrom + u, lanes);

            var kept = dState.mul(z);
            var dCandidate = dState.sub(kept).mul(FloatGates.tanhSlope(candidate));
            var dUpdate = dState.mul(load(hBefore, hBeforeFrom + u, lanes).sub(candidate)).mul(FloatGates.sigmoidSlope(z));
            var dReset = dCandidate.mul(load(product, productFrom + u, lanes)).mul(FloatGates.sigmoidSlope(r));
            dUpdate.intoArray(gates, at, lanes);
            dReset.intoArray(gates, at + units, lanes);
            dCandidate.intoArray(gates, at + 2 * units, lanes);
            dCandidate.mul(r).intoArray(product, productFrom + u, lanes);
            kept.intoArray(dh, dhFrom + u, lanes);
        }
    }

    private static VectorMask<Float> lanes(int left) {
        return left >= L ? VectorMask.fromLong(S, -1L) : Lanes.first(S, left);
    }

    private static FloatVector load(float[] x, int at, VectorMask<Float> lanes) {
        return FloatVector.fromArray(S, x, at, lanes);
    }
}
