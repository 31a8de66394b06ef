package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.ConvolutionKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [ConvolutionKernels] in lanes, with tiles of up to 12 rows × 2 vectors.
final class SimdConvolutionKernels implements ConvolutionKernels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 12;

    @Override
    public int tileRows() {
        return ROWS;
    }

    @Override
    public int tileColumns() {
        return 2 * L;
    }

    /// Block by block, so that what is written lies in one place.
    @Override
    public void spread(float[] x, int xFrom, int xPixel, int pixels, int channels, float[] y, int yFrom, int yBlock) {
        for (int c = 0, to = yFrom; c < channels; c += BLOCK, to += yBlock) {
            if (channels - c >= BLOCK) wholeBlock(x, xFrom + c, xPixel, pixels, y, to);
            else partOfBlock(x, xFrom + c, xPixel, pixels, channels - c, y, to);
        }
    }

    private static void wholeBlock(float[] x, int xFrom, int xPixel, int pixels, float[] y, int yFrom) {
        int at = xFrom;
        for (int i = 0; i < pixels; i++, at += xPixel) {
            for (int c = 0; c < BLOCK; c += L) FloatVector.fromArray(S, x, at + c).intoArray(y, yFrom + i * BLOCK + c);
        }
    }

    private static void partOfBlock(float[] x, int xFrom, int xPixel, int pixels, int channels, float[] y, int yFrom) {
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < channels; c++) y[yFrom + i * BLOCK + c] = x[xFrom + i * xPixel + c];
        }
    }

    @Override
    public void pixels(int rows, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom, float[] b, int bFrom,
                       float[] c, int cFrom, int cRow) {
        FloatPixelTiles.tile(rows, columns, depth, a, aFrom, steps, stepsFrom, b, bFrom, c, cFrom, cRow);
    }

    @Override
    public void neighbours(int rows, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom, float[] b, int bFrom,
                           float[] c, int cFrom, int cRow) {
        FloatNeighbourTiles.tile(rows, columns, depth, a, aFrom, steps, stepsFrom, b, bFrom, c, cFrom, cRow);
    }

    @Override
    public void newPixels(int rows, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom, float[] b, int bFrom,
                          float[] c, int cFrom, int cRow) {
        if (rows > 8 && columns > L) {
            FloatNewPixelTiles.tile12x2(depth, a, aFrom, steps, stepsFrom, b, bFrom, c, cFrom, cRow);
            return;
        }
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j += L) FloatVector.zero(S).intoArray(c, cFrom + r * cRow + j);
        }
        FloatPixelTiles.tile(rows, columns, depth, a, aFrom, steps, stepsFrom, b, bFrom, c, cFrom, cRow);
    }

    @Override
    public void outer(int columns, int pixels, float[] a, int aFrom, float[] b, int bFrom, int bBlock, float[] c, int cFrom, int cRow) {
        for (int j = 0; j < columns; j += 2 * L) {
            int first = bFrom + j / BLOCK * bBlock + j % BLOCK, second = bFrom + (j + L) / BLOCK * bBlock + (j + L) % BLOCK;
            for (int r = 0; r < BLOCK; r += FloatOuterTiles.ROWS) {
                int to = cFrom + r * cRow + j;
                if (j + L < columns) FloatOuterTiles.tile8x2(pixels, a, aFrom + r, b, first, second, c, to, cRow);
                else FloatOuterTiles.tile8x1(pixels, a, aFrom + r, b, first, c, to, cRow);
            }
        }
    }

    @Override
    public void finish(int rows, int columns, float[] c, int cFrom, int cRow, float least, float beta, float[] y, int yFrom, int yRow) {
        int whole = columns - columns % L;
        var floor = FloatVector.broadcast(S, least);
        for (int r = 0; r < rows; r++) {
            int from = cFrom + r * cRow, to = yFrom + r * yRow;
            for (int j = 0; j < whole; j += L) {
                var sum = FloatVector.fromArray(S, c, from + j);
                if (beta != 0) sum = FloatVector.fromArray(S, y, to + j).fma(FloatVector.broadcast(S, beta), sum);
                sum.max(floor).intoArray(y, to + j);
            }
        }
        if (whole < columns) finishRest(rows, whole, columns, c, cFrom, cRow, least, beta, y, yFrom, yRow);
    }

    private static void finishRest(int rows, int first, int columns, float[] c, int cFrom, int cRow, float least, float beta,
                                   float[] y, int yFrom, int yRow) {
        for (int r = 0; r < rows; r++) {
            for (int j = first; j < columns; j++) {
                int at = yFrom + r * yRow + j;
                float sum = c[cFrom + r * cRow + j];
                y[at] = Math.max(beta == 0 ? sum : Math.fma(y[at], beta, sum), least);
            }
        }
    }
}
