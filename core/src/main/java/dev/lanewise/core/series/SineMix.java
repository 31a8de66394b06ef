package dev.lanewise.core.series;

import dev.lanewise.linalg.Matrix;
import java.util.List;

/// The series of a published text on LSTMs: four sines, noise and a line, `y = x/60 · (sin x + z/10 + sin 2x/4 + sin 3x/2 + sin 4x/2)/4 + x/100`.
///
/// `x` is `numpy.linspace(2, 60, 5000)` and `z` is `numpy.random.randn(5000)` after `numpy.random.seed(7)`. As float32, which is what Keras trained on, all numbers are
/// NumPy's bit for bit; as float64 some differ in the last bits, as NumPy's own do between machines, whose sines are rounded differently.
public final class SineMix {

    private static final int LENGTH = 5000;
    private static final double FROM = 2, TO = 60;
    private static final long SEED = 7;

    private SineMix() { }

    /// 5,000 steps of `y`.
    public static TimeSeries series() { return new TimeSeries(Timeline.numbered(), List.of("y"), Matrix.of(LENGTH, 1, values(new LegacyRandom(SEED).gaussians(LENGTH)))); }

    private static double[] values(double[] noise) {
        double[] y = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            double x = x(i);
            double sum = StrictMath.sin(x) + noise[i] / 10 + StrictMath.sin(2 * x) / 4 + StrictMath.sin(3 * x) / 2 + StrictMath.sin(4 * x) / 2;
            y[i] = x / TO * sum / 4 + x / 100;
        }
        return y;
    }

    /// `numpy.linspace` with its end: the last one is exactly that.
    private static double x(int i) { return i == LENGTH - 1 ? TO : i * ((TO - FROM) / (LENGTH - 1)) + FROM; }

    /// The standard deviation of the injected noise over the steps `from … to − 1`: no forecast of them is better on average.
    public static double noise(int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) squares += Math.pow(x(i) / TO / 40, 2);
        return Math.sqrt(squares / (to - from));
    }
}
