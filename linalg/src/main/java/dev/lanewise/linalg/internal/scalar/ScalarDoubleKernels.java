package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// The reference of [DoubleKernels].
public final class ScalarDoubleKernels implements DoubleKernels {

    @Override
    public double dot(double[] x, int xFrom, double[] y, int yFrom, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum = Math.fma(x[xFrom + i], y[yFrom + i], sum);
        return sum;
    }

    @Override
    public void axpy(double alpha, double[] x, int xFrom, double[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) y[yFrom + i] = Math.fma(alpha, x[xFrom + i], y[yFrom + i]);
    }

    @Override
    public void scale(double alpha, double[] x, int xFrom, int n) {
        for (int i = 0; i < n; i++) x[xFrom + i] *= alpha;
    }

    @Override
    public void combine(double alpha, double[] x, int xFrom, double beta, double[] y, int yFrom,
                        double[] z, int zFrom, int n) {
        for (int i = 0; i < n; i++) {
            double scaled = alpha * x[xFrom + i];
            z[zFrom + i] = beta == 0 ? scaled : Math.fma(beta, y[yFrom + i], scaled);
        }
    }

    @Override
    public double sum(double[] x, int xFrom, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += x[xFrom + i];
        return sum;
    }

    @Override
    public double maxAbs(double[] x, int xFrom, int n) {
        double max = 0;
        for (int i = 0; i < n; i++) max = Math.max(max, Math.abs(x[xFrom + i]));
        return max;
    }

    @Override
    public int firstNonFinite(double[] x, int xFrom, int n) {
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(x[xFrom + i])) return i;
        }
        return -1;
    }

    @Override
    public void rotate(double[] x, int xFrom, double[] y, int yFrom, double c, double s, int n) {
        for (int i = 0; i < n; i++) {
            double first = x[xFrom + i];
            double second = y[yFrom + i];
            x[xFrom + i] = Math.fma(c, first, -s * second);
            y[yFrom + i] = Math.fma(s, first, c * second);
        }
    }

    @Override
    public void poles(int n, boolean roots, double[] pole, double[] weight, int from, double origin, double distance,
                      double[] delta, int deltaFrom, double[] sums, int sumsFrom) {
        double value = 0;
        double slope = 0;
        for (int i = 0; i < n; i++) {
            double gap = (pole[from + i] - origin) * (roots ? pole[from + i] + origin : 1);
            double difference = gap - distance;
            delta[deltaFrom + i] = difference;
            value += weight[from + i] / difference;
            slope += weight[from + i] / difference / difference;
        }
        sums[sumsFrom] = value;
        sums[sumsFrom + 1] = slope;
    }

    @Override
    public int eliminate(int rows, int columns, int column, double[] a, int from, int lda) {
        int largest = 0;
        double max = -1;
        for (int i = 0; i < rows; i++) {
            int at = from + (i + 1) * lda;
            double factor = a[at + column] / a[from + column];
            a[at + column] = factor;
            for (int j = column + 1; j < columns; j++) a[at + j] = Math.fma(-factor, a[from + j], a[at + j]);
            if (column + 1 == columns || !(Math.abs(a[at + column + 1]) > max)) continue;
            max = Math.abs(a[at + column + 1]);
            largest = i;
        }
        return largest;
    }

    @Override
    public void gemvPair(int m, int n, double[] a, int aFrom, int lda, double[] v, int vFrom, double tau, double[] c, int cFrom, int fFrom,
                         double[] y, int yFrom, double[] r, int rFrom, double[] z, int zFrom) {
        for (int j = 0; j < n; j++) z[zFrom + j] = 0;
        for (int i = 0; i < m; i++) {
            int row = aFrom + i * lda;
            y[yFrom + i] = tau * (dot(a, row, v, vFrom, n) - c[cFrom + i]);
            r[rFrom + i] = a[row] - c[fFrom + i] - y[yFrom + i];
            axpy(r[rFrom + i], a, row, z, zFrom, n);
        }
    }
}
