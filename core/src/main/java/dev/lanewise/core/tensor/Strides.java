package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;

/// Where the elements of a tensor lie in an array: from an offset on, with a stride for each axis, which may be 0 or negative.
record Strides(int offset, int[] extents, int[] strides) {

    /// The strides of an array that holds a shape and nothing else.
    static int[] of(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.extent(axis);
        }
        return strides;
    }

    private boolean isEmpty() {
        for (int extent : extents) if (extent == 0) return true;
        return false;
    }

    /// `to = from, as it lies, + beta · to`
    void gather(float[] from, float beta, float[] to) {
        if (extents.length == 0) to[0] = from[offset] + (beta == 0 ? 0 : to[0]);
        else if (!isEmpty()) gather(0, from, offset, beta, to, 0);
    }

    private int gather(int axis, float[] from, int fromAt, float beta, float[] to, int toAt) {
        int n = extents[axis], stride = strides[axis];
        if (axis < extents.length - 1) {
            for (int i = 0; i < n; i++) toAt = gather(axis + 1, from, fromAt + i * stride, beta, to, toAt);
            return toAt;
        }
        if (beta == 0 && stride == 1) System.arraycopy(from, fromAt, to, toAt, n);
        else if (beta == 0) for (int i = 0; i < n; i++) to[toAt + i] = from[fromAt + i * stride];
        else for (int i = 0; i < n; i++) to[toAt + i] += from[fromAt + i * stride];
        return toAt + n;
    }

    /// `to, as it lies, += from`
    void scatterAdd(float[] from, float[] to) {
        if (extents.length == 0) to[offset] += from[0];
        else if (!isEmpty()) scatterAdd(0, from, 0, to, offset);
    }

    private int scatterAdd(int axis, float[] from, int fromAt, float[] to, int toAt) {
        int n = extents[axis], stride = strides[axis];
        if (axis < extents.length - 1) {
            for (int i = 0; i < n; i++) fromAt = scatterAdd(axis + 1, from, fromAt, to, toAt + i * stride);
            return fromAt;
        }
        for (int i = 0; i < n; i++) to[toAt + i * stride] += from[fromAt + i];
        return fromAt + n;
    }
}
