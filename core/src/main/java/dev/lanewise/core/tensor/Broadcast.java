package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.Arrays;

/// How two shapes meet element by element: contiguous rows of one length, and where each begins in `x`, `y` and the result.
///
/// In a row each operand either runs along (`step` 1) or stays on one element (`step` 0).
final class Broadcast {

    /// Rows come in pieces of at most so many elements, so that scratch for one stays in the nearest cache.
    static final int PIECE = 2048;

    /// Hears where each piece of a row begins and how long it is.
    interface Row {
        void at(int x, int y, int z, int n);
    }

    private final Shape shape;
    private final int[] extents;
    private final int[] xStrides;
    private final int[] yStrides;
    private final int rowAxis;
    private final int length;

    private Broadcast(Shape shape, int[] xStrides, int[] yStrides) {
        this.shape = shape;
        this.extents = shape.extents();
        this.xStrides = xStrides;
        this.yStrides = yStrides;
        this.rowAxis = firstRowAxis();
        int product = 1;
        for (int axis = rowAxis; axis < extents.length; axis++) product *= extents[axis];
        this.length = product;
    }

    /// @throws ShapeException if the shapes do not meet
    static Broadcast of(String owner, Shape x, Shape y) {
        int rank = Math.max(x.rank(), y.rank());
        int[] extents = new int[rank];
        for (int back = 1; back <= rank; back++) {
            int a = back > x.rank() ? 1 : x.extent(-back), b = back > y.rank() ? 1 : y.extent(-back);
            if (a != b && a != 1 && b != 1) {
                throw new ShapeException(owner + ": expected shapes that are equal or 1 axis by axis from the end, but got " + x + " and " + y);
            }
            extents[rank - back] = a == 1 ? b : a;
        }
        return new Broadcast(Shape.of(extents), strides(x, rank), strides(y, rank));
    }

    private static int[] strides(Shape shape, int rank) {
        int[] strides = new int[rank];
        int stride = 1;
        for (int back = 1; back <= shape.rank(); back++) {
            strides[rank - back] = shape.extent(-back) == 1 ? 0 : stride;
            stride *= shape.extent(-back);
        }
        return strides;
    }

    /// Axes join the row from the end as long as both operands go on running, or go on staying.
    private int firstRowAxis() {
        int axis = extents.length;
        int product = 1;
        int xStep = -1, yStep = -1;                                                 // not known yet
        while (axis > 0) {
            int extent = extents[axis - 1];
            if (extent != 1) {
                int x = step(xStrides[axis - 1], product), y = step(yStrides[axis - 1], product);
                if (x < 0 || y < 0 || xStep >= 0 && (x != xStep || y != yStep)) break;
                xStep = x;
                yStep = y;
            }
            product *= extent;
            axis--;
        }
        return axis;
    }

    private static int step(int stride, int product) { return stride == 0 ? 0 : stride == product ? 1 : -1; }

    Shape shape() { return shape; }

    int xStep() { return rowStep(xStrides); }

    int yStep() { return rowStep(yStrides); }

    private int rowStep(int[] strides) {
        for (int axis = rowAxis; axis < strides.length; axis++) {
            if (extents[axis] != 1) return strides[axis] == 0 ? 0 : 1;
        }
        return 1;                                                                   // a row of one element
    }

    /// The array in which a row's operand is contiguous: the operand itself, or `filled` full of the element it stays on, from 0.
    static float[] row(float[] values, int at, int step, float[] filled, int n) {
        if (step == 1) return values;
        Arrays.fill(filled, 0, n, values[at]);
        return filled;
    }

    void forEachRow(Row row) {
        if (length == 0 || shape.size() == 0) return;
        int[] index = new int[rowAxis];
        int x = 0, y = 0;
        for (int z = 0; ; z += length) {
            pieces(row, x, y, z);
            int axis = rowAxis - 1;
            while (axis >= 0 && ++index[axis] == extents[axis]) {
                x -= xStrides[axis] * (extents[axis] - 1);
                y -= yStrides[axis] * (extents[axis] - 1);
                index[axis--] = 0;
            }
            if (axis < 0) return;
            x += xStrides[axis];
            y += yStrides[axis];
        }
    }

    private void pieces(Row row, int x, int y, int z) {
        int xStep = xStep(), yStep = yStep();
        for (int from = 0; from < length; from += PIECE) {
            row.at(x + xStep * from, y + yStep * from, z + from, Math.min(PIECE, length - from));
        }
    }
}
