package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.WinogradKernels;

/// [WinogradKernels] as products of three matrices, in float64.
public final class ScalarWinogradKernels implements WinogradKernels {

    private static final int TAPS = 3;
    private static final int BLOCK = ConvolutionKernels.BLOCK;
    private static final double ROOT = Math.sqrt(2);

    private final double[][] a = {{1, 0, 0, 0}, {1, ROOT / 2, 0.5, ROOT / 4}, {1, -ROOT / 2, 0.5, -ROOT / 4}, {1, ROOT, 2, 2 * ROOT}, {1, -ROOT, 2, -2 * ROOT}, {0, 0, 0, 1}};
    private final double[][] bT = {{1, 0, -2.5, 0, 1, 0}, {0, -ROOT, -2, ROOT / 2, 1, 0}, {0, ROOT, -2, -ROOT / 2, 1, 0},
            {0, -ROOT / 2, -0.5, ROOT, 1, 0}, {0, ROOT / 2, -0.5, -ROOT, 1, 0}, {0, 1, 0, -2.5, 0, 1}};
    private final double[][] g = {{1, 0, 0}, {-2 / 3.0, -ROOT / 3, -1 / 3.0}, {-2 / 3.0, ROOT / 3, -1 / 3.0}, {1 / 6.0, ROOT / 6, 1 / 3.0}, {1 / 6.0, -ROOT / 6, 1 / 3.0}, {0, 0, 1}};

    /// What a channel becomes besides.
    private interface Finish {
        float of(double sum, int at, int channel);
    }

    @Override
    public void ofPixels(float[] d, int dFrom, int dLine, int dStep, float[] v, int vFrom, int vLine, int vStep, float[] scratch, int scratchFrom) {
        transform(bT, POINTS, d, dFrom, dLine, dStep, v, vFrom, vLine, vStep, (sum, at, channel) -> (float) sum);
    }

    @Override
    public void toPixels(float[] v, int vFrom, int vLine, int vStep, float[] d, int dFrom, int dLine, int dStep, float[] scratch, int scratchFrom) {
        transform(transposed(bT), POINTS, v, vFrom, vLine, vStep, d, dFrom, dLine, dStep, (sum, at, channel) -> (float) (sum + d[at]));
    }

    @Override
    public void toPlaces(float[] m, int mFrom, int mLine, int mStep, float[] bias, int biasFrom, float least,
                         float[] y, int yFrom, int yLine, int yStep, float[] scratch, int scratchFrom) {
        transform(transposed(a), POINTS, m, mFrom, mLine, mStep, y, yFrom, yLine, yStep, (sum, at, channel) -> Math.max((float) (sum + bias[biasFrom + channel]), least));
    }

    @Override
    public void ofPlaces(float[] y, int yFrom, int yLine, int yStep, float[] m, int mFrom, int mLine, int mStep, float[] scratch, int scratchFrom) {
        transform(a, PLACES, y, yFrom, yLine, yStep, m, mFrom, mLine, mStep, (sum, at, channel) -> (float) sum);
    }

    @Override
    public void ofTaps(float[] w, int wFrom, int wLine, int wStep, float[] u, int uFrom, int uLine, int uStep, float[] scratch, int scratchFrom) {
        transform(g, TAPS, w, wFrom, wLine, wStep, u, uFrom, uLine, uStep, (sum, at, channel) -> (float) sum);
    }

    @Override
    public void toTaps(float[] u, int uFrom, int uLine, int uStep, float[] w, int wFrom, int wLine, int wStep, float[] scratch, int scratchFrom) {
        transform(transposed(g), POINTS, u, uFrom, uLine, uStep, w, wFrom, wLine, wStep, (sum, at, channel) -> (float) sum);
    }

    /// `Y = finish(L · X · Lᵀ)` for each channel, with X `[n, n]`.
    private static void transform(double[][] l, int n, float[] x, int xFrom, int xLine, int xStep, float[] y, int yFrom, int yLine, int yStep, Finish finish) {
        for (int channel = 0; channel < BLOCK; channel++) {
            for (int i = 0; i < l.length; i++) {
                for (int j = 0; j < l.length; j++) {
                    double sum = 0;
                    for (int p = 0; p < n; p++) {
                        for (int q = 0; q < n; q++) sum += term(l[i][p] * l[j][q], x[xFrom + p * xLine + q * xStep + channel]);
                    }
                    int at = yFrom + i * yLine + j * yStep + channel;
                    y[at] = finish.of(sum, at, channel);
                }
            }
        }
    }

    /// Nothing where the matrices have a zero, whatever is multiplied by it.
    private static double term(double factor, float x) { return factor == 0 ? 0 : factor * x; }

    private static double[][] transposed(double[][] matrix) {
        double[][] result = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) result[j][i] = matrix[i][j];
        }
        return result;
    }
}
