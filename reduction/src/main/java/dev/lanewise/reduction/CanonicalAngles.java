package dev.lanewise.reduction;

import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import java.util.Arrays;

/// The angles between two subspaces, the smallest first.
///
/// With orthonormal rows U and V, `cos θᵢ` are the singular values of `U Vᵀ`. As many angles as the smaller subspace has dimensions.
///
/// @see <a href="https://doi.org/10.1093/biomet/28.3-4.321">Hotelling: Relations between two sets of variates</a>
public final class CanonicalAngles {

    private final double[] cosines;

    private CanonicalAngles(double[] cosines) {
        this.cosines = cosines;
    }

    /// @param u `[dimensions, features]`, orthonormal rows
    /// @param v `[dimensions, features]`, orthonormal rows
    /// @throws ShapeException if they have different numbers of features
    public static CanonicalAngles between(Matrix u, Matrix v) {
        if (u.columns() != v.columns()) throw new ShapeException("CanonicalAngles: expected subspaces of the same space, but got " + u.columns() + " and " + v.columns() + " features");
        return new CanonicalAngles(Arrays.stream(SVD.valuesOf(u.times(v.transpose()))).map(cosine -> Math.min(1, cosine)).toArray());
    }

    /// `cos θ`, the largest first.
    public double[] cosines() { return cosines.clone(); }

    /// θ in radians, the smallest first.
    public double[] angles() { return Arrays.stream(cosines).map(Math::acos).toArray(); }

    /// The mean of `cos² θ` over the smallest `count` angles: 1 for subspaces that share so many dimensions, 0 for orthogonal ones.
    ///
    /// @throws IllegalArgumentException if `count` is less than 1
    public double similarity(int count) {
        if (count < 1) throw new IllegalArgumentException("CanonicalAngles.similarity: expected at least one angle, but got " + count);
        return Arrays.stream(cosines).limit(count).map(cosine -> cosine * cosine).sum() / Math.max(1, Math.min(count, cosines.length));
    }

    /// `CanonicalAngles(3 angles, cosines 0.998 … 0.412)`
    @Override public String toString() {
        return cosines.length == 0 ? "CanonicalAngles(none)" : String.format(java.util.Locale.ROOT, "CanonicalAngles(%d angles, cosines %.3g … %.3g)", cosines.length, cosines[0], cosines[cosines.length - 1]);
    }
}
