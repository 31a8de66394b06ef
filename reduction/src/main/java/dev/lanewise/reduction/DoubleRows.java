package dev.lanewise.reduction;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.Triangle;
import dev.lanewise.linalg.kernel.DoubleKernels;
import java.util.Arrays;

/// A [RowBlock] in float64.
final class DoubleRows implements RowBlock {

    static final int CAPACITY = 512;

    private static final int COLUMNS_AT_ONCE = 64;
    private static final int ROWS_AT_ONCE = 32;
    private static final int FIRST_ROWS = 16;

    private final int d;
    private final int capacity;
    private final Backend backend;
    private double[] rows;
    private int filled;

    DoubleRows(int d, Backend backend) {
        this.d = d;
        this.capacity = RowBlock.capacity(d, CAPACITY);
        this.backend = backend;
        this.rows = new double[Math.min(capacity, FIRST_ROWS) * d];
    }

    @Override public int filled() { return filled; }

    @Override public int capacity() { return capacity; }

    @Override public void put(Matrix more) {
        reserve(more.rows());
        more.copyTo(rows, filled * d, d);
        filled += more.rows();
    }

    @Override public void put(Dataset data, int from, int count) {
        reserve(count);
        int at = filled;
        backend.parallel(count, ROWS_AT_ONCE, (first, last) -> {
            for (int i = first; i < last; i++) data.readInput(0, from + i, rows, (at + i) * d);
        });
        filled += count;
    }

    @Override public void put(double[] values, int from) {
        reserve(1);
        System.arraycopy(values, from, rows, filled++ * d, d);
    }

    private void reserve(int count) {
        if ((filled + count) * d > rows.length) rows = Arrays.copyOf(rows, Math.min(capacity, Math.max(filled + count, 4 * filled)) * d);
    }

    @Override public double get(int i, int j) { return rows[i * d + j]; }

    @Override public void shift(double[] shift, double[] sums) {
        backend.parallel(d, COLUMNS_AT_ONCE, (from, to) -> shiftColumns(shift, sums, from, to - from));
    }

    private void shiftColumns(double[] shift, double[] sums, int from, int columns) {
        DoubleKernels kernels = backend.kernels().doubles();
        for (int i = 0; i < filled; i++) {
            int at = i * d + from;
            kernels.axpy(-1, shift, from, rows, at, columns);
            kernels.axpy(1, rows, at, sums, from, columns);
        }
    }

    @Override public double round(double value) { return value; }

    @Override public void addProductTo(double[] scatter) {
        backend.syrk(Triangle.UPPER, true, d, filled, 1.0, rows, 0, d, 1.0, scatter, 0, d);
        filled = 0;
    }

    @Override public RowBlock copy() {
        DoubleRows copy = new DoubleRows(d, backend);
        copy.rows = rows.clone();
        copy.filled = filled;
        return copy;
    }
}
