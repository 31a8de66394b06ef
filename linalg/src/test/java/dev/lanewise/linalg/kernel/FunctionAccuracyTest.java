package dev.lanewise.linalg.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.internal.scalar.ScalarFunctions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The largest errors of the SIMD functions against float64, over one float in [#STEP] of all there are, and over all 2³² of them
/// with `-Dlanewise.exhaustive=true` (some minutes for each function).
class FunctionAccuracyTest {

    private static final int STEP = Boolean.getBoolean("lanewise.exhaustive") ? 1 : 4099;
    private static final int BLOCK = 1024;

    @ParameterizedTest
    @CsvSource({"EXP, 0.91", "LOG, 0.83", "TANH, 0.93", "SIGMOID, 2.45", "ERF, 1.31", "ELU, 1", "SELU, 2", "SOFTPLUS, 2", "LOG_SIGMOID, 2", "SILU, 2.84", "MISH, 4.58", "GELU, 5.82",
            "GELU_TANH, 5.56"})
    void errorsStayBelowTheStatedUlps(ElementFunction f, double ulps) {
        ElementKernels kernels = Backend.named("simd", 1).kernels().elements();
        float[] x = new float[BLOCK];
        float[] y = new float[BLOCK];
        double worst = 0;
        float where = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += (long) STEP * BLOCK) {
            for (int i = 0; i < BLOCK; i++) x[i] = Float.intBitsToFloat((int) (bits + (long) i * STEP));
            kernels.map(f, x, 0, y, 0, BLOCK);
            for (int i = 0; i < BLOCK; i++) {
                double error = error(ScalarFunctions.value(f, x[i]), y[i]);
                if (error <= worst) continue;
                worst = error;
                where = x[i];
            }
        }
        assertThat(worst).as("%s(%s)", f, where).isLessThanOrEqualTo(ulps);
    }

    private static double error(double expected, float actual) {
        if (Float.compare((float) expected, actual) == 0 || expected == 0 && actual == 0) return 0;
        if (Double.isNaN(expected) || Float.isNaN(actual)) return Double.POSITIVE_INFINITY;
        if (Math.abs(expected) > Float.MAX_VALUE) return Math.abs(actual) >= Float.MAX_VALUE ? 1 : Double.POSITIVE_INFINITY;
        return Math.abs(actual - expected) / Math.ulp((float) expected);
    }
}
