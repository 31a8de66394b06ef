package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.ConvolutionKernels;
import java.util.Arrays;

/// [ConvolutionKernels] element by element, for tiles of any size.
public record ScalarConvolutionKernels(int tileRows, int tileColumns) implements ConvolutionKernels {

    ScalarConvolutionKernels() {
        this(4, 4);
    }

    @Override
    public void spread(float[] x, int xFrom, int xPixel, int pixels, int channels, float[] y, int yFrom, int yBlock) {
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < channels; c++) y[yFrom + c / BLOCK * yBlock + i * BLOCK + c % BLOCK] = x[xFrom + i * xPixel + c];
        }
    }

    @Override
    public void pixels(int rows, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom, float[] b, int bFrom,
                       float[] c, int cFrom, int cRow) {
        tile(rows, BLOCK, columns, depth, a, aFrom, steps, stepsFrom, b, bFrom, c, cFrom, cRow);
    }

    @Override
    public void neighbours(int rows, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom, float[] b, int bFrom,
                           float[] c, int cFrom, int cRow) {
        tile(rows, 1, columns, depth, a, aFrom, steps, stepsFrom, b, bFrom, c, cFrom, cRow);
    }

    @Override
    public void newPixels(int rows, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom, float[] b, int bFrom,
                          float[] c, int cFrom, int cRow) {
        for (int r = 0; r < rows; r++) Arrays.fill(c, cFrom + r * cRow, cFrom + r * cRow + columns, 0);
        tile(rows, BLOCK, columns, depth, a, aFrom, steps, stepsFrom, b, bFrom, c, cFrom, cRow);
    }

    @Override
    public void outer(int columns, int pixels, float[] a, int aFrom, float[] b, int bFrom, int bBlock, float[] c, int cFrom, int cRow) {
        for (int r = 0; r < BLOCK; r++) {
            for (int j = 0; j < columns; j++) {
                int from = bFrom + j / BLOCK * bBlock + j % BLOCK;
                float sum = c[cFrom + r * cRow + j];
                for (int p = 0; p < pixels; p++) sum = Math.fma(a[aFrom + p * BLOCK + r], b[from + p * BLOCK], sum);
                c[cFrom + r * cRow + j] = sum;
            }
        }
    }

    private void tile(int rows, int distance, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom,
                             float[] b, int bFrom, float[] c, int cFrom, int cRow) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                float sum = c[cFrom + r * cRow + j];
                for (int p = 0; p < depth; p++) sum = Math.fma(a[aFrom + steps[stepsFrom + p] + r * distance], b[bFrom + p * tileColumns + j], sum);
                c[cFrom + r * cRow + j] = sum;
            }
        }
    }

    @Override
    public void finish(int rows, int columns, float[] c, int cFrom, int cRow, float least, float beta, float[] y, int yFrom, int yRow) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                int at = yFrom + r * yRow + j;
                float sum = c[cFrom + r * cRow + j];
                y[at] = Math.max(beta == 0 ? sum : Math.fma(beta, y[at], sum), least);
            }
        }
    }
}
