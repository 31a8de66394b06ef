package dev.lanewise.core;

import java.util.Arrays;
import java.util.StringJoiner;

/// The extents of a tensor, axis by axis; one that is not known before the data arrives is [#ANY].
///
/// `[batch, 28, 28, 1]` is `Shape.batch(28, 28, 1)`. Immutable.
public final class Shape {

    /// An extent that only the data tells: the batch, or a length that may change from call to call.
    public static final int ANY = -1;

    private static final Shape SCALAR = new Shape();

    private final int[] extents;

    private Shape(int... extents) {
        this.extents = extents;
    }

    /// @throws ShapeException if an extent is negative and not [#ANY]
    public static Shape of(int... extents) {
        for (int extent : extents) {
            if (extent < ANY) throw new ShapeException("Shape: expected extents ≥ 0, but got " + Arrays.toString(extents));
        }
        return new Shape(extents.clone());
    }

    public static Shape scalar() { return SCALAR; }

    /// `[batch, extents…]`
    public static Shape batch(int... extents) {
        return of(extents).withFirst(ANY);
    }

    public int rank() { return extents.length; }

    /// The extent of an axis; negative axes count from the end.
    ///
    /// @throws ShapeException if there is no such axis
    public int extent(int axis) { return extents[at(axis)]; }

    private int at(int axis) {
        int at = axis < 0 ? axis + extents.length : axis;
        if (at < 0 || at >= extents.length) throw new ShapeException("Shape: expected an axis of " + this + ", but got " + axis);
        return at;
    }

    public int last() { return extent(-1); }

    /// The extents as a fresh array.
    public int[] extents() { return extents.clone(); }

    /// The product of the extents.
    ///
    /// @throws ShapeException if one of them is [#ANY], or the product does not fit an array
    public int size() {
        long size = 1;
        for (int extent : extents) {
            if (extent == ANY) throw new ShapeException("Shape: expected known extents, but got " + this);
            size *= extent;
            if (size > Integer.MAX_VALUE - 64) throw new ShapeException("Shape: expected at most 2³¹ elements, but got " + this);
        }
        return (int) size;
    }

    /// Whether no extent is [#ANY].
    public boolean isKnown() { return Arrays.stream(extents).noneMatch(extent -> extent == ANY); }

    /// The size of one sample: the product of all extents but the first.
    public int sampleSize() { return withoutFirst().size(); }

    /// A new first axis in front of the others.
    public Shape withFirst(int extent) {
        int[] more = new int[extents.length + 1];
        more[0] = extent;
        System.arraycopy(extents, 0, more, 1, extents.length);
        return new Shape(more);
    }

    public Shape withoutFirst() { return new Shape(Arrays.copyOfRange(extents, at(0) + 1, extents.length)); }

    public Shape withoutLast() { return new Shape(Arrays.copyOf(extents, at(-1))); }

    public Shape withLast(int extent) { return with(-1, extent); }

    /// A new last axis behind the others.
    public Shape withLastAdded(int extent) {
        int[] more = Arrays.copyOf(extents, extents.length + 1);
        more[extents.length] = extent;
        return new Shape(more);
    }

    /// The same shape with another extent on one axis; negative axes count from the end.
    public Shape with(int axis, int extent) {
        int[] changed = extents.clone();
        changed[at(axis)] = extent;
        return new Shape(changed);
    }

    /// Whether a tensor of the given, fully known shape fits this one, in which [#ANY] stands for every extent.
    public boolean admits(Shape actual) {
        if (actual.rank() != rank()) return false;
        for (int axis = 0; axis < extents.length; axis++) {
            if (extents[axis] != ANY && extents[axis] != actual.extents[axis]) return false;
        }
        return true;
    }

    /// This shape, if it has the rank that `owner` needs.
    ///
    /// @param owner what complains; its `toString` opens the message
    /// @param axes the axes in words, such as `[batch, features]`
    public Shape requireRank(int rank, Object owner, String axes) {
        if (rank() != rank) throw ShapeException.expected(owner, "input " + axes, this);
        return this;
    }

    @Override public boolean equals(Object other) { return other instanceof Shape that && Arrays.equals(extents, that.extents); }

    @Override public int hashCode() { return Arrays.hashCode(extents); }

    /// `[batch, 28, 28, 1]`; an unknown extent behind the first reads `any`.
    @Override public String toString() {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int axis = 0; axis < extents.length; axis++) {
            text.add(extents[axis] != ANY ? Integer.toString(extents[axis]) : axis == 0 ? "batch" : "any");
        }
        return text.toString();
    }
}
