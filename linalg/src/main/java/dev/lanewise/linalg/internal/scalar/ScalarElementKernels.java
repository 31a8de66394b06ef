package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;

/// The reference of [ElementKernels]; every element is computed in float64 and rounded once.
public final class ScalarElementKernels implements ElementKernels {

    @Override
    public void axpby(float alpha, float[] x, int xFrom, float beta, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) y[yFrom + i] = scaled(beta, y, yFrom + i, (double) alpha * x[xFrom + i]);
    }

    @Override
    public void affine(float alpha, float[] x, int xFrom, float shift, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) y[yFrom + i] = (float) ((double) alpha * x[xFrom + i] + shift);
    }

    @Override
    public void add(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n) {
        for (int i = 0; i < n; i++) z[zFrom + i] = x[xFrom + i] + y[yFrom + i];
    }

    @Override
    public void subtract(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n) {
        for (int i = 0; i < n; i++) z[zFrom + i] = x[xFrom + i] - y[yFrom + i];
    }

    @Override
    public void multiply(float[] x, int xFrom, float[] y, int yFrom, float beta, float[] z, int zFrom, int n) {
        for (int i = 0; i < n; i++) {
            z[zFrom + i] = scaled(beta, z, zFrom + i, (double) x[xFrom + i] * y[yFrom + i]);
        }
    }

    @Override
    public void divide(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n) {
        for (int i = 0; i < n; i++) z[zFrom + i] = x[xFrom + i] / y[yFrom + i];
    }

    @Override
    public void maximum(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n) {
        for (int i = 0; i < n; i++) z[zFrom + i] = Math.max(x[xFrom + i], y[yFrom + i]);
    }

    @Override
    public void moveWhereEqual(float[] x, int xFrom, float[] y, int yFrom, float[] rest, int restFrom, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i++) {
            if (x[xFrom + i] != y[yFrom + i]) continue;
            dx[dxFrom + i] += rest[restFrom + i];
            rest[restFrom + i] = 0;
        }
    }

    @Override
    public void map(ElementFunction f, float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) y[yFrom + i] = (float) ScalarFunctions.value(f, x[xFrom + i]);
    }

    @Override
    public void mapGradient(ElementFunction f, float[] x, int xFrom, float[] y, int yFrom, float[] dy, int dyFrom,
                            float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i++) {
            double derivative = ScalarFunctions.derivative(f, x[xFrom + i], y[yFrom + i]);
            dx[dxFrom + i] = scaled(beta, dx, dxFrom + i, dy[dyFrom + i] * derivative);
        }
    }

    @Override
    public float dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += (double) x[xFrom + i] * y[yFrom + i];
        return (float) sum;
    }

    @Override
    public double sum(float[] x, int xFrom, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += x[xFrom + i];
        return sum;
    }

    @Override
    public double sumOfSquares(float[] x, int xFrom, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += (double) x[xFrom + i] * x[xFrom + i];
        return sum;
    }

    @Override
    public float max(float[] x, int xFrom, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) max = Math.max(max, x[xFrom + i]);
        return max;
    }

    @Override
    public int argMax(float[] x, int xFrom, int n) {
        int best = 0;
        for (int i = 0; i < n; i++) {
            if (Float.isNaN(x[xFrom + i])) return i;
            if (x[xFrom + i] > x[xFrom + best]) best = i;
        }
        return best;
    }

    /// `beta · old + value`, without looking at the old content when `beta` is zero.
    static float scaled(float beta, float[] old, int at, double value) {
        return (float) (beta == 0 ? value : (double) beta * old[at] + value);
    }
}
