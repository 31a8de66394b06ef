package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;
import static jdk.incubator.vector.VectorOperators.EQ;

import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// [ElementKernels] in lanes. The elements that don't fill a vector at the end take the same operations under a mask.
final class SimdElementKernels implements ElementKernels {

    private static final int L = S.length();

    @Override
    public void axpby(float alpha, float[] x, int xFrom, float beta, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var scaled = load(x, xFrom + i).mul(alpha);
            (beta == 0 ? scaled : load(y, yFrom + i).fma(constant(beta), scaled)).intoArray(y, yFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        var scaled = load(x, xFrom + i, rest).mul(alpha);
        (beta == 0 ? scaled : load(y, yFrom + i, rest).fma(constant(beta), scaled)).intoArray(y, yFrom + i, rest);
    }

    @Override
    public void affine(float alpha, float[] x, int xFrom, float shift, float[] y, int yFrom, int n) {
        var factor = constant(alpha);
        var summand = constant(shift);
        int i = 0;
        for (; i <= n - L; i += L) load(x, xFrom + i).fma(factor, summand).intoArray(y, yFrom + i);
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        load(x, xFrom + i, rest).fma(factor, summand).intoArray(y, yFrom + i, rest);
    }

    @Override
    public void add(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) load(x, xFrom + i).add(load(y, yFrom + i)).intoArray(z, zFrom + i);
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        load(x, xFrom + i, rest).add(load(y, yFrom + i, rest)).intoArray(z, zFrom + i, rest);
    }

    @Override
    public void subtract(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) load(x, xFrom + i).sub(load(y, yFrom + i)).intoArray(z, zFrom + i);
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        load(x, xFrom + i, rest).sub(load(y, yFrom + i, rest)).intoArray(z, zFrom + i, rest);
    }

    @Override
    public void multiply(float[] x, int xFrom, float[] y, int yFrom, float beta, float[] z, int zFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var product = load(x, xFrom + i).mul(load(y, yFrom + i));
            (beta == 0 ? product : load(z, zFrom + i).fma(constant(beta), product)).intoArray(z, zFrom + i);
        }
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        var product = load(x, xFrom + i, rest).mul(load(y, yFrom + i, rest));
        (beta == 0 ? product : load(z, zFrom + i, rest).fma(constant(beta), product)).intoArray(z, zFrom + i, rest);
    }

    @Override
    public void divide(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) load(x, xFrom + i).div(load(y, yFrom + i)).intoArray(z, zFrom + i);
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        load(x, xFrom + i, rest).div(load(y, yFrom + i, rest)).intoArray(z, zFrom + i, rest);
    }

    @Override
    public void maximum(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) load(x, xFrom + i).max(load(y, yFrom + i)).intoArray(z, zFrom + i);
        if (i == n) return;
        var rest = Lanes.first(S, n - i);
        load(x, xFrom + i, rest).max(load(y, yFrom + i, rest)).intoArray(z, zFrom + i, rest);
    }

    @Override
    public void moveWhereEqual(float[] x, int xFrom, float[] y, int yFrom, float[] rest, int restFrom, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var equal = load(x, xFrom + i).compare(EQ, load(y, yFrom + i));
            var moved = load(rest, restFrom + i);
            load(dx, dxFrom + i).add(moved, equal).intoArray(dx, dxFrom + i);
            moved.blend(0, equal).intoArray(rest, restFrom + i);
        }
        if (i == n) return;
        var inside = Lanes.first(S, n - i);
        var equal = load(x, xFrom + i, inside).compare(EQ, load(y, yFrom + i, inside)).and(inside);
        var moved = load(rest, restFrom + i, inside);
        load(dx, dxFrom + i, inside).add(moved, equal).intoArray(dx, dxFrom + i, inside);
        moved.blend(0, equal).intoArray(rest, restFrom + i, inside);
    }

    @Override
    public void map(ElementFunction f, float[] x, int xFrom, float[] y, int yFrom, int n) {
        FloatMaps.map(f, x, xFrom, y, yFrom, n);
    }

    @Override
    public void mapGradient(ElementFunction f, float[] x, int xFrom, float[] y, int yFrom, float[] dy, int dyFrom,
                            float beta, float[] dx, int dxFrom, int n) {
        FloatMapGradients.map(f, x, xFrom, y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
    }

    @Override
    public float dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        return FloatSums.dot(x, xFrom, y, yFrom, n);
    }

    @Override
    public double sum(float[] x, int xFrom, int n) {
        return FloatSums.sum(x, xFrom, n);
    }

    @Override
    public double sumOfSquares(float[] x, int xFrom, int n) {
        return FloatSums.sumOfSquares(x, xFrom, n);
    }

    @Override
    public float max(float[] x, int xFrom, int n) {
        return FloatSums.max(x, xFrom, n);
    }

    @Override
    public int argMax(float[] x, int xFrom, int n) {
        return FloatSums.argMax(x, xFrom, n);
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector load(float[] x, int at, VectorMask<Float> rest) {
        return FloatVector.fromArray(S, x, at, rest);
    }
}
