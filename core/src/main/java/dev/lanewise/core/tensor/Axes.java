package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.Arrays;

/// The axes that a reduction runs over, and whether they disappear or stay with an extent of 1.
///
/// Negative axes count from the end; none named means all of them.
public final class Axes {

    /// A reduction over a single axis, which disappears.
    interface Reduction {
        Tensor over(Tensor x, int axis);
    }

    private final int[] axes;
    private final boolean kept;

    private Axes(int[] axes, boolean kept) {
        this.axes = axes;
        this.kept = kept;
    }

    /// Axes that disappear.
    public static Axes of(int... axes) { return new Axes(axes.clone(), false); }

    /// Axes that stay with an extent of 1, so that the result can be broadcast to what it came from.
    public static Axes kept(int... axes) { return new Axes(axes.clone(), true); }

    /// These axes of a shape, counted from the start, ascending.
    ///
    /// @throws ShapeException if one is not there, or named twice
    int[] of(Shape shape) {
        if (axes.length == 0) return java.util.stream.IntStream.range(0, shape.rank()).toArray();
        int[] sorted = Arrays.stream(axes).map(axis -> axis < 0 ? axis + shape.rank() : axis).sorted().toArray();
        boolean fits = Arrays.stream(sorted).distinct().count() == sorted.length && sorted[0] >= 0 && sorted[sorted.length - 1] < shape.rank();
        if (!fits) throw new ShapeException("Tensor: expected each axis of " + shape + " at most once, but got " + Arrays.toString(axes));
        return sorted;
    }

    /// How many elements of a shape come together in one.
    int count(Shape shape) {
        int count = 1;
        for (int axis : of(shape)) count *= shape.extent(axis);
        return count;
    }

    /// One axis after the other from the end; neighbours are taken as one.
    Tensor reduce(Tensor x, Reduction reduction) {
        Shape shape = x.shape();
        int[] all = of(shape);
        Tensor y = x;
        for (int last = all.length - 1; last >= 0; last--) {
            int first = last;
            while (first > 0 && all[first - 1] == all[first] - 1) first--;
            y = reduction.over(joined(y, all[first], all[last]), all[first]);
            last = first;
        }
        return kept ? y.reshape(withOnes(shape, all)) : y;
    }

    private static Tensor joined(Tensor x, int first, int last) {
        if (first == last) return x;
        int[] extents = x.shape().extents(), fewer = new int[extents.length - last + first];
        System.arraycopy(extents, 0, fewer, 0, first);
        fewer[first] = 1;
        for (int axis = first; axis <= last; axis++) fewer[first] *= extents[axis];
        System.arraycopy(extents, last + 1, fewer, first + 1, extents.length - last - 1);
        return x.reshape(Shape.of(fewer));
    }

    private static Shape withOnes(Shape shape, int... axes) {
        int[] extents = shape.extents();
        for (int axis : axes) extents[axis] = 1;
        return Shape.of(extents);
    }

    /// `[0, 2]`, or `[0, 2] kept`
    @Override public String toString() { return Arrays.toString(axes) + (kept ? " kept" : ""); }
}
