package dev.lanewise.core.tensor;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Initializers.Fan;

/// How the numbers of a weight begin.
///
/// `in` and `out` are the numbers of values that one output depends on and that one input reaches. Normal ones are truncated at two
/// standard deviations and corrected for it, as in Keras, but [#TRUNCATED_NORMAL], which Keras doesn't correct.
///
/// *Xavier* is the first name of Glorot, so here and in Keras and PyTorch it means [#GLOROT_NORMAL] or [#GLOROT_UNIFORM], variance `2/(in + out)`.
/// Some texts call `N(0, 1/in)` Xavier; that is [#LECUN_NORMAL].
///
/// Sources: LeCun et al. (1998), Glorot & Bengio (2010), He et al. (2015), Saxe et al. (2014) for the orthogonal one, Le et al. (2015) for the identity.
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
    /// `U(−a, a)`, `a = √(1/in)`, PyTorch's choice for linear layers
    TORCH_UNIFORM,
    /// `U(−0.05, 0.05)`, Keras's choice for embeddings
    SMALL_UNIFORM,
    /// `N(0, 0.05²)`
    SMALL_NORMAL,
    /// `N(0, 0.05²)` without what is beyond two deviations
    TRUNCATED_NORMAL,
    /// orthonormal rows or columns, whichever are fewer
    ORTHOGONAL,
    /// 1 on the diagonal
    IDENTITY;

    private static final double SMALL = 0.05;

    /// Fresh numbers for a weight of this shape.
    public float[] values(Shape shape, int in, int out, Seed seed) {
        return switch (this) {
            case ZEROS -> new float[shape.size()];
            case ONES -> Initializers.constant(shape, 1);
            case GLOROT_UNIFORM -> Initializers.scaledUniform(shape, 1, Fan.AVERAGE, in, out, seed);
            case GLOROT_NORMAL -> Initializers.scaledNormal(shape, 1, Fan.AVERAGE, in, out, seed);
            case HE_UNIFORM -> Initializers.scaledUniform(shape, 2, Fan.IN, in, out, seed);
            case HE_NORMAL -> Initializers.scaledNormal(shape, 2, Fan.IN, in, out, seed);
            case LECUN_UNIFORM -> Initializers.scaledUniform(shape, 1, Fan.IN, in, out, seed);
            case LECUN_NORMAL -> Initializers.scaledNormal(shape, 1, Fan.IN, in, out, seed);
            case TORCH_UNIFORM -> Initializers.scaledUniform(shape, 1 / 3.0, Fan.IN, in, out, seed);
            case SMALL_UNIFORM -> Initializers.uniform(shape, -SMALL, SMALL, seed);
            case SMALL_NORMAL -> Initializers.normal(shape, 0, SMALL, seed);
            case TRUNCATED_NORMAL -> Initializers.truncatedNormal(shape, SMALL, seed);
            case ORTHOGONAL -> Initializers.orthogonal(shape, 1, seed);
            case IDENTITY -> Initializers.identity(shape, 1);
        };
    }
}
