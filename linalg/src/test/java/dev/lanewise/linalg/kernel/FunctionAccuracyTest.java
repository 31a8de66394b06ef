package dev.lanewise.linalg.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.internal.scalar.ScalarFunctions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The largest errors of the SIMD functions, over one float in [#STEP] of all there are.
class FunctionAccuracyTest {

    private static final int STEP = Integer.getInteger("lanewise.test.step", 4099);
    private static final int BLOCK = 1024;

    /// Below, the gate Φ(x) of GELU is subnormal and has fewer digits.
    private static final double LEAST_GATED = 16 * Float.MIN_NORMAL;

    @ParameterizedTest
    @CsvSource({"EXP, 1.1", "LOG, 1.0", "TANH, 2.5", "SIGMOID, 2.5", "ELU, 2.2", "SOFTPLUS, 2.5", "GELU, 4.5"})
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
                double expected = ScalarFunctions.value(f, x[i]);
                if (f == ElementFunction.GELU && Math.abs(expected) < LEAST_GATED) continue;
                double error = error(expected, y[i]);
                if (error <= worst) continue;
                worst = error;
                where = x[i];
            }
        }
        assertThat(worst).as("%s(%s)", f, where).isLessThanOrEqualTo(ulps);
    }

    private static double error(double expected, float actual) {
        if (Double.isNaN(expected) || Math.abs(expected) > Float.MAX_VALUE || (float) expected == actual) return 0;
        return Math.abs(actual - expected) / Math.ulp((float) expected);
    }
}
