package dev.lanewise.core.tensor;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.linalg.kernel.ElementKernels;

/// Dropping elements at random.
public final class Dropouts {

    private static final double SELU_LIMIT = -1.7580993408473766;

    private Dropouts() { }

    /// Zeroes each element with probability `rate` and scales the others by `1/(1 − rate)`; the identity unless the tape is training
    /// (Srivastava et al., 2014). Which ones depends on the step's seed and the element's place only.
    public static Tensor dropout(Tensor x, double rate) {
        requireRate("Dropout", rate);
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

    /// The same for whole channels of each sample: `[batch, …, channels]` (Tompson et al., 2015).
    public static Tensor ofChannels(Tensor x, double rate) {
        requireRate("SpatialDropout", rate);
        Tape tape = x.tape();
        if (!tape.isTraining() || rate == 0) return x;
        int[] extents = x.shape().extents();
        java.util.Arrays.fill(extents, 1, extents.length - 1, 1);
        Tensor factors = tape.result(Shape.of(extents));
        factors(tape.nextSeed().value(), rate, 0, factors.data(), 0, factors.size());
        tape.record(factors, Extremes::nothing);
        return x.times(factors);
    }

    /// Each element times a normal number with mean 1 and variance `rate/(1 − rate)`; the identity unless the tape is training.
    public static Tensor gaussian(Tensor x, double rate) {
        requireRate("GaussianDropout", rate);
        return !x.tape().isTraining() || rate == 0 ? x : x.times(normal(x, 1, Math.sqrt(rate / (1 - rate))));
    }

    /// Each element plus a normal number with mean 0; the identity unless the tape is training.
    public static Tensor noise(Tensor x, double deviation) {
        return !x.tape().isTraining() || deviation == 0 ? x : x.plus(normal(x, 0, deviation));
    }

    private static Tensor normal(Tensor like, double mean, double deviation) {
        Tape tape = like.tape();
        Tensor normal = tape.result(like.shape());
        long seed = tape.nextSeed().value();
        tape.backend().parallel(normal.size(), Elementwise.GRAIN / 32, (from, to) -> {
            for (int i = from; i < to; i++) normal.data()[i] = (float) (mean + deviation * gaussian(seed, i));
        });
        tape.record(normal, Extremes::nothing);
        return normal;
    }

    /// Number `i` of a sequence of independent standard normal numbers (Box and Muller).
    private static double gaussian(long seed, int i) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(seed, 2L * i)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(seed, 2L * i + 1));
    }

    private static double uniform(long seed, long i) { return (Seed.mix(seed + i * 0x9e3779b97f4a7c15L) >>> 11) * 0x1p-53; }

    /// Elements set to the limit of SELU, `α' = −1.7580993…`, with the probability `rate`, and then `a · x + b` so that mean 0 and variance 1 stay:
    /// `a = ((1 − rate)(1 + rate · α'²))^(−1/2)`, `b = −a · α' · rate` (Klambauer et al., 2017). The identity unless the tape is training.
    public static Tensor alpha(Tensor x, double rate) {
        requireRate("AlphaDropout", rate);
        Tape tape = x.tape();
        if (!tape.isTraining() || rate == 0) return x;
        double a = 1 / Math.sqrt((1 - rate) * (1 + rate * SELU_LIMIT * SELU_LIMIT)), b = -a * SELU_LIMIT * rate;
        Tensor factor = tape.result(x.shape()), shift = tape.result(x.shape());
        factors(tape.nextSeed().value(), rate, 0, factor.data(), 0, x.size());
        for (int i = 0; i < x.size(); i++) {
            boolean kept = factor.data()[i] != 0;
            factor.data()[i] = kept ? (float) a : 0;
            shift.data()[i] = (float) (kept ? b : a * SELU_LIMIT + b);
        }
        tape.record(factor, Extremes::nothing);
        tape.record(shift, Extremes::nothing);
        return x.times(factor).plus(shift);
    }

    private static void requireRate(String owner, double rate) {
        if (!(rate >= 0 && rate < 1)) throw new IllegalArgumentException(owner + ": expected a rate in [0, 1), but got " + rate);
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
