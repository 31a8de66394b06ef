package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import java.util.List;

/// A layer whose weights stay as they are, with small learned corrections of its matrices: `weight + alpha/rank · a · b`.
///
/// For fine-tuning: a network that learned from much is told a little more, and an optimiser keeps moments for the corrections only.
///
/// |                          | shape             |                             |
/// |--------------------------|-------------------|-----------------------------|
/// | input, output            | the inner layer's |                             |
/// | `….a` of each matrix     | `[in, rank]`      | Glorot uniform at first     |
/// | `….b` of each matrix     | `[rank, out]`     | zeros at first, so that nothing changes |
///
/// Which matrices: those of two axes whose name contains `part`. Weights of the inner layer keep their names and are not trainable.
///
/// @param inner any layer
/// @param rank how many directions a correction has, at least 1
/// @param alpha how much it counts, > 0; with `alpha = rank` it counts as it is
/// @param part of a name, such as `attention`; all if empty
/// @see <a href="https://arxiv.org/abs/2106.09685">Hu et al. (2022)</a>
public record LowRank(Layer inner, int rank, double alpha, String part) implements Merge {

    public LowRank {
        if (rank < 1) throw new IllegalArgumentException("LowRank: expected a rank ≥ 1, but got " + rank);
        if (!(alpha > 0) || Double.isInfinite(alpha)) throw new IllegalArgumentException("LowRank: expected alpha > 0, but got " + alpha);
    }

    /// Of all matrices.
    public static LowRank of(Layer inner, int rank) { return new LowRank(inner, rank, rank, ""); }

    public LowRank alpha(double alpha) { return new LowRank(inner, rank, alpha, part); }

    /// Only of matrices whose name contains this.
    public LowRank part(String part) { return new LowRank(inner, rank, alpha, part); }

    @Override public Shape outputShape(List<Shape> inputs) { return inner.outputShape(inputs); }

    @Override public BoundLowRank bind(List<Shape> inputs, Seed seed) { return around(inner.bind(inputs, seed.child("inner")), seed); }

    /// The same around a layer that has learned already.
    ///
    /// @param bound what [#inner] became
    public BoundLowRank around(BoundLayer bound, Seed seed) { return BoundLowRank.of(this, bound, seed); }

    @Override public String toString() { return "LowRank(" + inner + ", " + rank + ")"; }
}
