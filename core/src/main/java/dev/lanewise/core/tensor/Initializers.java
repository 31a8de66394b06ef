package dev.lanewise.core.tensor;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;

/// Beginnings of weights with numbers of their own; the ones that are known by a name are in [Initializer].
public final class Initializers {

    /// The standard deviation of a standard normal variable that is kept within ±2.
    private static final double TRUNCATED_DEVIATION = 0.87962566103423978;

    /// Which number of connections a variance is divided by.
    public enum Fan { IN, OUT, AVERAGE }

    private Initializers() { }

    public static float[] constant(Shape shape, double value) {
        float[] values = new float[shape.size()];
        java.util.Arrays.fill(values, (float) value);
        return values;
    }

    /// `gain` on the diagonal of the last two axes and 0 elsewhere; other axes repeat it.
    public static float[] identity(Shape shape, double gain) {
        int rows = shape.extent(-2), columns = shape.last();
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) if (i / columns % rows == i % columns) values[i] = (float) gain;
        return values;
    }

    /// `U(low, high)`
    public static float[] uniform(Shape shape, double low, double high, Seed seed) {
        RandomStream random = seed.stream();
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.uniform(low, high);
        return values;
    }

    /// `N(mean, deviation²)`
    public static float[] normal(Shape shape, double mean, double deviation, Seed seed) {
        RandomStream random = seed.stream();
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = (float) (mean + deviation * random.gaussian());
        return values;
    }

    /// `N(0, deviation²)` without what is more than two deviations from 0, as in Keras: the deviation of what is left is 0.88 of it.
    public static float[] truncatedNormal(Shape shape, double deviation, Seed seed) { return truncated(shape, deviation, 1, seed); }

    private static float[] truncated(Shape shape, double deviation, double shrinkage, Seed seed) {
        RandomStream random = seed.stream();
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            double value = random.gaussian();
            while (Math.abs(value) > 2) value = random.gaussian();
            values[i] = (float) (value * deviation / shrinkage);
        }
        return values;
    }

    /// Orthonormal rows or columns, whichever are fewer, times a gain: √2 before ReLU (Saxe et al., 2014).
    public static float[] orthogonal(Shape shape, double gain, Seed seed) {
        float[] values = Orthogonal.values(shape.withoutLast().size(), shape.last(), seed.stream());
        for (int i = 0; i < values.length; i++) values[i] *= (float) gain;
        return values;
    }

    /// Truncated normal numbers with the variance `scale / fan`: 1 and [Fan#AVERAGE] are Glorot's, 2 and [Fan#IN] He's, 1 and [Fan#IN] LeCun's.
    ///
    /// @param in the number of values that one output depends on
    /// @param out the number of outputs that one value reaches
    public static float[] scaledNormal(Shape shape, double scale, Fan fan, int in, int out, Seed seed) {
        return truncated(shape, Math.sqrt(scale / connections(fan, in, out)), TRUNCATED_DEVIATION, seed);
    }

    /// Uniform numbers with that variance.
    public static float[] scaledUniform(Shape shape, double scale, Fan fan, int in, int out, Seed seed) {
        double limit = Math.sqrt(3 * scale / connections(fan, in, out));
        return uniform(shape, -limit, limit, seed);
    }

    private static double connections(Fan fan, int in, int out) {
        return switch (fan) {
            case IN -> in;
            case OUT -> out;
            case AVERAGE -> (in + out) / 2.0;
        };
    }
}
