package dev.lanewise.core.tensor;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;

/// How the numbers of a weight begin.
///
/// `in` and `out` are the numbers of values that one output depends on and that one input reaches. Normal ones are truncated at two
/// standard deviations and corrected for it, as in Keras. The name *Xavier* means Glorot; the variance 1/in that some texts call Xavier
/// is LeCun's.
///
/// Sources: LeCun et al. (1998), Glorot & Bengio (2010), He et al. (2015), Saxe et al. (2014) for the orthogonal one.
public enum Initializer {
    ZEROS, ONES,
    /// `U(−a, a)`, `a = √(6/(in + out))`
    GLOROT_UNIFORM,
    /// variance `2/(in + out)`
    GLOROT_NORMAL,
    /// `U(−a, a)`, `a = √(6/in)`
    HE_UNIFORM,
    /// variance `2/in`
    HE_NORMAL,
    /// `U(−a, a)`, `a = √(3/in)`
    LECUN_UNIFORM,
    /// variance `1/in`
    LECUN_NORMAL,
    /// `U(−0.05, 0.05)`, Keras's choice for embeddings
    SMALL_UNIFORM,
    /// orthonormal rows or columns, whichever are fewer
    ORTHOGONAL;

    /// The standard deviation of a standard normal variable that is kept within ±2.
    private static final double TRUNCATED_DEVIATION = 0.87962566103423978;

    /// Fresh numbers for a weight of this shape.
    public float[] values(Shape shape, int in, int out, Seed seed) {
        RandomStream random = seed.stream();
        return switch (this) {
            case ZEROS -> new float[shape.size()];
            case ONES -> uniform(shape, 1, 1, random);
            case GLOROT_UNIFORM -> uniform(shape, Math.sqrt(6.0 / (in + out)), random);
            case GLOROT_NORMAL -> normal(shape, Math.sqrt(2.0 / (in + out)), random);
            case HE_UNIFORM -> uniform(shape, Math.sqrt(6.0 / in), random);
            case HE_NORMAL -> normal(shape, Math.sqrt(2.0 / in), random);
            case LECUN_UNIFORM -> uniform(shape, Math.sqrt(3.0 / in), random);
            case LECUN_NORMAL -> normal(shape, Math.sqrt(1.0 / in), random);
            case SMALL_UNIFORM -> uniform(shape, 0.05, random);
            case ORTHOGONAL -> Orthogonal.values(shape.withoutLast().size(), shape.last(), random);
        };
    }

    private static float[] uniform(Shape shape, double limit, RandomStream random) { return uniform(shape, -limit, limit, random); }

    private static float[] uniform(Shape shape, double low, double high, RandomStream random) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.uniform(low, high);
        return values;
    }

    private static float[] normal(Shape shape, double deviation, RandomStream random) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = (float) (truncatedGaussian(random) * deviation / TRUNCATED_DEVIATION);
        return values;
    }

    private static double truncatedGaussian(RandomStream random) {
        double value = random.gaussian();
        while (Math.abs(value) > 2) value = random.gaussian();
        return value;
    }
}
