package dev.lanewise.core.tensor;

import java.util.Arrays;

/// Elements in the order of their size, along one axis. NaN counts as the largest; equal elements keep their order.
public final class Orders {

    /// Elements and where they were.
    ///
    /// @param values in their new order
    /// @param places along the axis, counted from 0
    public record Ordered(Tensor values, Tensor places) { }

    private Orders() { }

    public static Ordered ascending(Tensor x, int axis) { return ordered(x, axis, x.shape().extent(axis), false); }

    public static Ordered descending(Tensor x, int axis) { return ordered(x, axis, x.shape().extent(axis), true); }

    /// The `count` largest, the largest first.
    public static Ordered largest(Tensor x, int axis, int count) { return ordered(x, axis, count, true); }

    /// The `count` smallest, the smallest first.
    public static Ordered smallest(Tensor x, int axis, int count) { return ordered(x, axis, count, false); }

    private static Ordered ordered(Tensor x, int axis, int count, boolean descending) {
        Tensor places = places(x, axis, count, descending);
        return new Ordered(Gathers.along(x, axis, places), places);
    }

    private static Tensor places(Tensor x, int axis, int count, boolean descending) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        if (count < 0 || count > form.n()) {
            throw dev.lanewise.core.ShapeException.expected("Orders", "at least " + count + " elements on axis " + axis, x.shape());
        }
        Tensor places = x.tape().result(x.shape().with(axis, count));
        long[] keys = new long[form.n()];
        for (int o = 0; o < form.outer(); o++) {
            for (int i = 0; i < form.inner(); i++) {
                for (int j = 0; j < form.n(); j++) keys[j] = key(x.data()[(o * form.n() + j) * form.inner() + i], j, descending);
                Arrays.sort(keys);
                for (int j = 0; j < count; j++) places.data()[(o * count + j) * form.inner() + i] = (int) keys[j];
            }
        }
        places.tape().record(places, Extremes::nothing);
        return places;
    }

    /// A number that sorts as the element does, with its place in the low half; −0 and 0 are equal.
    private static long key(float value, int place, boolean descending) {
        int bits = Float.floatToIntBits(value + 0f);
        int ordered = bits ^ (bits >> 31) & 0x7fffffff;
        return (long) (descending ? ~ordered : ordered) << 32 | place;
    }
}
