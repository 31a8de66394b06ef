package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimdGemmTest {

    private static final Backend BACKEND = Backend.named("simd", 2);

    /// All rows of either factor are the same one. A copy of B padded to whole vectors would have more elements than an array can.
    @Test
    void aLongNarrowFactorIsNotCopiedAsAWhole() {
        int k = 1 << 27;
        float[] floats = new float[1];
        double[] doubles = new double[1];

        BACKEND.gemm(true, false, 1, 1, k, 1f, new float[] {1}, 0, 0, new float[] {1}, 0, 0, 0f, floats, 0, 1);
        BACKEND.gemm(true, false, 1, 1, k, 1.0, new double[] {1}, 0, 0, new double[] {1}, 0, 0, 0.0, doubles, 0, 1);

        assertThat(floats).containsExactly(k);
        assertThat(doubles).containsExactly(k);
    }
}
