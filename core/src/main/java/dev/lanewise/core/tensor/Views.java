package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;

/// The elements of a tensor in other places, some of them not at all or several times; the gradient is added up where they came from.
public final class Views {

    private Views() { }

    private static Tensor view(Tensor x, Strides places) {
        Tensor y = x.tape().result(Shape.of(places.extents()), x);
        places.gather(x.data(), 0, y.data());
        x.tape().record(y, () -> places.scatterAdd(y.gradient(), x.addableGradient()));
        return y;
    }

    /// The elements `from`, `from + step`, … before `to` along one axis; a negative step goes down, to `to = −1` at the most.
    public static Tensor slice(Tensor x, int axis, int from, int to, int step) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        boolean inside = step > 0 ? from >= 0 && to <= form.n() && from <= to : step < 0 && from < Math.max(1, form.n()) && to >= -1 && to <= from;
        if (!inside) {
            throw new ShapeException("Views.slice: expected a way inside the " + form.n() + " elements of axis " + axis + " of " + x.shape()
                    + ", but got " + from + " to " + to + " in steps of " + step);
        }
        int[] extents = x.shape().extents(), strides = Strides.of(x.shape());
        int offset = from * strides[form.axis()];
        extents[form.axis()] = (Math.abs(to - from) + Math.abs(step) - 1) / Math.abs(step);
        strides[form.axis()] *= step;
        return view(x, new Strides(offset, extents, strides));
    }

    /// The elements along some axes in reverse order.
    public static Tensor flip(Tensor x, int... axes) {
        int[] extents = x.shape().extents(), strides = Strides.of(x.shape());
        int offset = 0;
        for (int axis : axes) {
            int at = Reductions.Axis.of(x.shape(), axis).axis();
            offset += Math.max(0, extents[at] - 1) * strides[at];
            strides[at] = -strides[at];
        }
        return view(x, new Strides(offset, extents, strides));
    }

    /// The tensor repeated along axes of extent 1 and in front, as broadcasting does.
    ///
    /// @throws ShapeException if it cannot be broadcast to the shape
    public static Tensor expand(Tensor x, Shape shape) {
        if (x.shape().equals(shape)) return x;
        int[] extents = shape.extents(), own = Strides.of(x.shape()), strides = new int[shape.rank()];
        boolean fits = x.shape().rank() <= shape.rank();
        for (int back = 1; fits && back <= x.shape().rank(); back++) {
            int extent = x.shape().extent(-back);
            fits = extent == 1 || extent == shape.extent(-back);
            strides[extents.length - back] = extent == 1 ? 0 : own[own.length - back];
        }
        if (!fits) throw ShapeException.expected("Views.expand", "something that can be broadcast to " + shape, x.shape());
        return view(x, new Strides(0, extents, strides));
    }

    /// The whole tensor so many times along each axis.
    ///
    /// @param times one number for each axis
    public static Tensor tile(Tensor x, int... times) {
        int rank = x.shape().rank();
        if (times.length != rank) throw ShapeException.expected("Views.tile", "one number for each axis", x.shape());
        int[] own = Strides.of(x.shape()), extents = new int[2 * rank], strides = new int[2 * rank], result = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            extents[2 * axis] = times[axis];
            extents[2 * axis + 1] = x.shape().extent(axis);
            strides[2 * axis + 1] = own[axis];
            result[axis] = times[axis] * x.shape().extent(axis);
        }
        return view(x, new Strides(0, extents, strides)).reshape(Shape.of(result));
    }

    /// The diagonal of the last two axes, as the last axis.
    public static Tensor diagonal(Tensor x) {
        Shape shape = x.shape();
        if (shape.rank() < 2) throw ShapeException.expected("Views.diagonal", "input […, rows, columns]", shape);
        Shape result = shape.withoutLast().withLast(Math.min(shape.last(), shape.extent(-2)));
        int[] strides = java.util.Arrays.copyOf(Strides.of(shape), result.rank());
        strides[result.rank() - 1] = shape.last() + 1;
        return view(x, new Strides(0, result.extents(), strides));
    }

    /// Windows of `size` elements along one axis, `step` apart, with the windows in its place and their elements as the last axis.
    public static Tensor windows(Tensor x, int axis, int size, int step) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        if (size < 1 || step < 1 || size > form.n()) {
            throw ShapeException.expected("Views.windows", "steps ≥ 1 and windows of 1 … " + form.n() + " elements, not " + size + " in steps of " + step, x.shape());
        }
        int[] own = Strides.of(x.shape()), strides = java.util.Arrays.copyOf(own, own.length + 1);
        int[] extents = java.util.Arrays.copyOf(x.shape().extents(), own.length + 1);
        extents[form.axis()] = (form.n() - size) / step + 1;
        extents[own.length] = size;
        strides[form.axis()] *= step;
        strides[own.length] = own[form.axis()];
        return view(x, new Strides(0, extents, strides));
    }

    /// The axis and the last one in each other's place; done twice, nothing has happened.
    static Tensor swapped(Tensor x, int axis) {
        int at = Reductions.Axis.of(x.shape(), axis).axis(), last = x.shape().rank() - 1;
        if (at == last) return x;
        int[] axes = java.util.stream.IntStream.rangeClosed(0, last).toArray();
        axes[at] = last;
        axes[last] = at;
        return x.transpose(axes);
    }
}
