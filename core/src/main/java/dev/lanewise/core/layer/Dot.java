package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Axes;
import dev.lanewise.core.tensor.Reductions;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// The dot products of two values' rows: how alike they are.
///
/// `[batch, features]` twice in, `[batch, 1]` out; `[batch, m, features]` and `[batch, n, features]` in, `[batch, m, n]` out.
///
/// @param cosine whether the rows are brought to length 1 before; one of length 0 stays what it is
public record Dot(boolean cosine) implements Merge {

    public static Dot of() { return new Dot(false); }

    /// The cosine of the angle between the rows.
    public static Dot cosines() { return new Dot(true); }

    @Override public Shape outputShape(List<Shape> inputs) {
        boolean fits = inputs.size() == 2 && inputs.get(0).rank() == inputs.get(1).rank() && (inputs.get(0).rank() == 2 || inputs.get(0).rank() == 3)
                && inputs.get(0).last() == inputs.get(1).last() && inputs.get(0).extent(0) == inputs.get(1).extent(0);
        if (!fits) throw new ShapeException(this + ": expected two inputs [batch, features] or [batch, rows, features], but got " + inputs);
        return inputs.get(0).rank() == 2 ? inputs.get(0).withLast(1) : inputs.get(0).withLast(inputs.get(1).extent(1));
    }

    @Override public BoundLayer bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        return new Bound(cosine);
    }

    private record Bound(boolean cosine) implements BoundLayer {

        @Override public Tensor forward(List<Tensor> inputs) {
            Tensor x = cosine ? unit(inputs.get(0)) : inputs.get(0), y = cosine ? unit(inputs.get(1)) : inputs.get(1);
            return x.shape().rank() == 2 ? x.times(y).sum(Axes.kept(-1)) : x.matmulTransposed(y);
        }

        private static Tensor unit(Tensor x) { return x.dividedBy(Reductions.norm2(x, Axes.kept(-1)).clip(1e-12, Double.MAX_VALUE)); }

        @Override public List<Weight> weights() { return List.of(); }
    }

    @Override public String toString() { return cosine ? "Dot.cosines()" : "Dot()"; }
}
