package dev.lanewise.core.tensor;

import dev.lanewise.core.Seed;
import dev.lanewise.linalg.kernel.ElementKernels;

/// Dropping elements at random.
public final class Dropouts {

    private Dropouts() { }

    /// Zeroes each element with probability `rate` and scales the others by `1/(1 − rate)`; the identity unless the tape is training
    /// (Srivastava et al., 2014). Which ones depends on the step's seed and the element's place only.
    public static Tensor dropout(Tensor x, double rate) {
        if (!(rate >= 0 && rate < 1)) throw new IllegalArgumentException("Dropout: expected a rate in [0, 1), but got " + rate);
        Tape tape = x.tape();
        if (!tape.isTraining() || rate == 0) return x;
        ElementKernels kernels = tape.backend().kernels().elements();
        long seed = tape.nextSeed().value();
        float[] mask = tape.scratch(x.size());
        Tensor y = tape.result(x.shape(), x);
        tape.backend().parallel(x.size(), Elementwise.GRAIN / 4, (from, to) -> {
            factors(seed, rate, from, mask, from, to - from);
            kernels.multiply(x.data(), from, mask, from, 0, y.data(), from, to - from);
        });
        tape.record(y, () -> {
            float beta = x.openGradient();
            kernels.multiply(y.gradient(), 0, mask, 0, beta, x.gradient(), 0, x.size());
        });
        return y;
    }

    /// What dropout multiplies the elements `first … first + n − 1` of something by, for fused operations: 0 or `1/(1 − rate)`.
    ///
    /// @param seed the value of a [Tape#nextSeed()]
    public static void factors(long seed, double rate, long first, float[] to, int toFrom, int n) {
        long threshold = (long) (rate * 0x1p32);
        float scale = (float) (1 / (1 - rate));
        for (int i = 0; i < n; i++) to[toFrom + i] = Seed.mix(seed + (first + i) * 0x9e3779b97f4a7c15L) >>> 32 < threshold ? 0 : scale;
    }
}
