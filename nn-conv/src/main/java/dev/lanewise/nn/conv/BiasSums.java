package dev.lanewise.nn.conv;

import dev.lanewise.linalg.Backend;
import java.util.Arrays;

/// `dBias = Σ dz` over pixels: float32 within blocks of pixels, float64 over the blocks, so that their number costs no digits.
final class BiasSums {

    private static final int BLOCK = 512;

    private final Backend backend;
    private final int out;
    private final float[] ones = new float[BLOCK];
    private final float[] block;
    private final double[] total;

    BiasSums(Backend backend, int out) {
        this.backend = backend;
        this.out = out;
        this.block = new float[out];
        this.total = new double[out];
        Arrays.fill(ones, 1);
    }

    /// Adds the pixels from `first` to `end − 1`.
    void add(float[] dz, int first, int end) {
        for (int at = first; at < end; at += BLOCK) {
            backend.gemv(true, Math.min(BLOCK, end - at), out, 1, dz, at * out, out, ones, 0, 0, block, 0);
            for (int j = 0; j < out; j++) total[j] += block[j];
        }
    }

    /// `dBias = sums + beta · dBias`
    void finish(float beta, float[] gradient) {
        for (int j = 0; j < out; j++) gradient[j] = (float) total[j] + (beta == 0 ? 0 : beta * gradient[j]);
    }
}
