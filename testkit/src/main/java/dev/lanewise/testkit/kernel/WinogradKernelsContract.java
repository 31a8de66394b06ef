package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.WinogradKernels;
import org.junit.jupiter.api.Test;

/// What every set of [WinogradKernels] must do. [KernelsContract] is all of them.
interface WinogradKernelsContract {

    int BLOCK = ConvolutionKernels.BLOCK;
    int LINE = 8 * BLOCK + 3;
    int STEP = BLOCK + 1;
    int SIZE = 8 * LINE;
    /// Terms of up to 2.5² · 36 in float32.
    float TOLERANCE = 2e-5f;

    Backend backend();

    private WinogradKernels kernels() {
        return backend().kernels().winograd();
    }

    interface Transform {
        void run(WinogradKernels kernels, float[] x, float[] y, float[] scratch);
    }

    private void assertAgrees(Transform transform) {
        float[] x = floats(SIZE, 1, 1), expected = floats(SIZE, 2, 1), actual = expected.clone();

        transform.run(Reference.kernels().winograd(), x, expected, floats(WinogradKernels.SCRATCH, 3, 1));
        transform.run(kernels(), x, actual, floats(WinogradKernels.SCRATCH, 4, 1));

        assertThat(actual).containsExactly(expected, within(TOLERANCE));
    }

    @Test
    default void transformsAgreeWithTheReferenceAndLeaveTheRestAlone() {
        assertAgrees((k, x, y, scratch) -> k.ofPixels(x, OFFSET, LINE, STEP, y, OFFSET, LINE, STEP, scratch, OFFSET));
        assertAgrees((k, x, y, scratch) -> k.toPixels(x, OFFSET, LINE, STEP, y, OFFSET, LINE, STEP, scratch, OFFSET));
        assertAgrees((k, x, y, scratch) -> k.ofPlaces(x, OFFSET, LINE, STEP, y, OFFSET, LINE, STEP, scratch, OFFSET));
        assertAgrees((k, x, y, scratch) -> k.toPlaces(x, OFFSET, LINE, STEP, x, 5, Float.NEGATIVE_INFINITY, y, OFFSET, LINE, STEP, scratch, OFFSET));
        assertAgrees((k, x, y, scratch) -> k.toPlaces(x, OFFSET, LINE, STEP, x, 5, 0, y, OFFSET, LINE, STEP, scratch, OFFSET));
        assertAgrees((k, x, y, scratch) -> k.ofTaps(x, OFFSET, LINE, STEP, y, OFFSET, LINE, STEP, scratch, OFFSET));
        assertAgrees((k, x, y, scratch) -> k.toTaps(x, OFFSET, LINE, STEP, y, OFFSET, LINE, STEP, scratch, OFFSET));
    }

    /// `Aᵀ · [(G · W · Gᵀ) ∘ (Bᵀ · D · B)] · A` is the convolution.
    @Test
    default void togetherTheyConvolve() {
        float[] d = floats(SIZE, 1, 1), w = floats(SIZE, 2, 1), v = new float[SIZE], u = new float[SIZE], y = new float[SIZE], scratch = floats(WinogradKernels.SCRATCH, 3, 1);

        kernels().ofPixels(d, OFFSET, LINE, BLOCK, v, OFFSET, LINE, BLOCK, scratch, OFFSET);
        kernels().ofTaps(w, OFFSET, LINE, BLOCK, u, OFFSET, LINE, BLOCK, scratch, OFFSET);
        for (int i = 0; i < SIZE; i++) v[i] *= u[i];
        kernels().toPlaces(v, OFFSET, LINE, BLOCK, new float[BLOCK], 0, Float.NEGATIVE_INFINITY, y, OFFSET, LINE, BLOCK, scratch, OFFSET);

        for (int i = 0; i < WinogradKernels.PLACES; i++) {
            for (int j = 0; j < WinogradKernels.PLACES; j++) {
                for (int c = 0; c < BLOCK; c++) {
                    double sum = 0;
                    for (int tap = 0; tap < 9; tap++) sum += (double) d[at(i + tap / 3, j + tap % 3, c)] * w[at(tap / 3, tap % 3, c)];
                    assertThat(y[at(i, j, c)]).isCloseTo((float) sum, within(TOLERANCE));
                }
            }
        }
    }

    private static int at(int line, int column, int channel) { return OFFSET + line * LINE + column * BLOCK + channel; }
}
