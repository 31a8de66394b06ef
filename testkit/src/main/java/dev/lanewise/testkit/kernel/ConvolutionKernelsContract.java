package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.floats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ConvolutionKernels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every set of [ConvolutionKernels] must do, to the last bit. [KernelsContract] is all of them.
interface ConvolutionKernelsContract {

    int SPARE = 16 * ConvolutionKernels.BLOCK;

    Backend backend();

    private ConvolutionKernels kernels() {
        return backend().kernels().convolutions();
    }

    private static ConvolutionKernels reference() {
        return Reference.kernels().convolutions();
    }

    /// Adds to a tile of `rows` pixels that stand `distance` apart, one chain of fused multiply-adds an element; the reference's tiles may have another width.
    private static void addTile(int rows, int distance, int columns, int wide, float[] a, int[] steps, float[] b, float[] c, int cRow) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                float sum = c[OFFSET + r * cRow + j];
                for (int p = 0; p < steps.length - OFFSET; p++) sum = Math.fma(a[OFFSET + steps[OFFSET + p] + r * distance], b[OFFSET + p * wide + j], sum);
                c[OFFSET + r * cRow + j] = sum;
            }
        }
    }

    private static int[] steps(int n, int range) {
        var random = new Random(n);
        int[] steps = new int[OFFSET + n];
        for (int i = 0; i < n; i++) steps[OFFSET + i] = random.nextInt(range);
        return steps;
    }

    /// Every tile of either kind, in both widths.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17, 100})
    default void tilesHaveTheBitsOfTheReference(int depth) {
        int wide = kernels().tileColumns(), cRow = wide + 3;
        float[] a = floats(200 + SPARE, 1, 1), b = floats((depth + 1) * wide, 2, 1);
        a[OFFSET + 40] = Float.NaN;
        int[] steps = steps(depth, 200);
        for (int rows = 1; rows <= kernels().tileRows(); rows++) {
            for (int columns : new int[] {wide, wide / 2}) {
                float[] expected = floats(20 * cRow, 4, 1), actual = expected.clone();

                addTile(rows, ConvolutionKernels.BLOCK, columns, wide, a, steps, b, expected, cRow);
                kernels().pixels(rows, columns, depth, a, OFFSET, steps, OFFSET, b, OFFSET, actual, OFFSET, cRow);
                assertRows(rows, columns, cRow, actual, expected);

                for (int r = 0; r < rows; r++) Arrays.fill(expected, OFFSET + r * cRow, OFFSET + r * cRow + columns, 0);
                addTile(rows, ConvolutionKernels.BLOCK, columns, wide, a, steps, b, expected, cRow);
                kernels().newPixels(rows, columns, depth, a, OFFSET, steps, OFFSET, b, OFFSET, actual, OFFSET, cRow);
                assertRows(rows, columns, cRow, actual, expected);

                addTile(rows, 1, columns, wide, a, steps, b, expected, cRow);
                kernels().neighbours(rows, columns, depth, a, OFFSET, steps, OFFSET, b, OFFSET, actual, OFFSET, cRow);
                assertRows(rows, columns, cRow, actual, expected);
            }
        }
    }

    /// The rows asked for; nothing may change between them and behind the rows that fill up the tile.
    private static void assertRows(int rows, int columns, int cRow, float[] actual, float[] expected) {
        int end = OFFSET + rows * cRow, behind = OFFSET + Math.ceilDiv(rows, 4) * 4 * cRow;
        assertThat(Arrays.copyOf(actual, end)).as("%d rows, %d columns", rows, columns).isEqualTo(Arrays.copyOf(expected, end));
        assertThat(Arrays.copyOfRange(actual, behind, actual.length)).isEqualTo(Arrays.copyOfRange(expected, behind, expected.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17, 100})
    default void outerProductsHaveTheBitsOfTheReference(int pixels) {
        int block = (pixels + 1) * ConvolutionKernels.BLOCK + 5;
        float[] a = floats(block, 1, 1), b = floats(4 * block, 2, 1);
        for (int columns = ConvolutionKernels.BLOCK; columns <= 4 * ConvolutionKernels.BLOCK; columns += ConvolutionKernels.BLOCK) {
            int cRow = columns + 3;
            float[] expected = floats(ConvolutionKernels.BLOCK * cRow, 3, 1), actual = expected.clone();

            reference().outer(columns, pixels, a, OFFSET, b, OFFSET, block, expected, OFFSET, cRow);
            kernels().outer(columns, pixels, a, OFFSET, b, OFFSET, block, actual, OFFSET, cRow);

            assertThat(actual).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 15, 16, 17, 32, 40})
    default void pixelsAreSpreadOverBlocks(int channels) {
        int pixels = 5, pitch = channels + 2, block = pixels * ConvolutionKernels.BLOCK + 7, size = Math.ceilDiv(channels, ConvolutionKernels.BLOCK) * block;
        float[] x = floats(pixels * pitch, 1, 1), actual = new float[OFFSET + size];

        kernels().spread(x, OFFSET, pitch, pixels, channels, actual, OFFSET, block);

        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < channels; c++) {
                assertThat(actual[OFFSET + c / ConvolutionKernels.BLOCK * block + i * ConvolutionKernels.BLOCK + c % ConvolutionKernels.BLOCK])
                        .isEqualTo(x[OFFSET + i * pitch + c]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 16, 17, 31, 32, 33})
    default void finishingHasTheBitsOfTheReference(int columns) {
        float[] c = floats(5 * 40, 1, 1);
        c[OFFSET] = Float.NaN;
        c[OFFSET + 41] = Float.POSITIVE_INFINITY;
        c[OFFSET + 42] = -0f;
        for (float least : new float[] {0, Float.NEGATIVE_INFINITY}) {
            for (float beta : new float[] {0, 1, 0.3f}) {
                float[] expected = floats(5 * 37, 2, 1), actual = expected.clone();

                reference().finish(5, columns, c, OFFSET, 40, least, beta, expected, OFFSET, 37);
                kernels().finish(5, columns, c, OFFSET, 40, least, beta, actual, OFFSET, 37);

                assertThat(actual).containsExactly(expected);
            }
        }
    }
}
